export { createSandbox } from './sandbox.js';
export { runService } from './cli/start/service.js';
export type { Sandbox, SandboxClockControl, SandboxFaults, SandboxPayments } from './sandbox.js';
export type { PaymentFilter } from './payments/payment.filter.js';
export type { PaymentChange, PaymentTimelineEntry } from './payments/payment.timeline.js';
export type { SeedApiKey, SeedDocument, SeedSeller } from './seed/seed.document.js';
export type { SandboxSellers } from './sellers/sellers.service.js';
export { DEFAULT_SELLER_ID } from './sellers/seller.js';
export type { ApiKey, Seller } from './sellers/seller.js';
export type {
  NewApiKey,
  NewSeller,
  NewWebhookSecret,
  RevealOptions,
  SellerChange,
  SellerSettings,
} from './sellers/seller.fields.js';
export type { CreateSandboxOptions } from './sandbox.options.js';
export {
  SandboxNotFoundError,
  SandboxOptionsError,
  SandboxRequestError,
  SandboxStoreError,
} from './sandbox.errors.js';
export { TEST_CARDS } from './cards/test-cards.js';
export type { TestCard } from './cards/test-cards.js';
export type { TriggerRequest } from './control/trigger.request.js';
export type { CheckoutAnswer, PayOptions } from './customer/customer.js';
export { DRIFT_VARIANTS } from './faults/drift.js';
export type { DriftVariant } from './faults/drift.js';
export type { FaultFilter } from './faults/fault.filter.js';
export { FAULT_KINDS } from './faults/fault.kinds.js';
export type { FaultKind, FaultTarget } from './faults/fault.kinds.js';
export type {
  ApiFaultKind,
  CheckoutFaultKind,
  FaultRequest,
  FaultRule,
  WebhookFaultKind,
} from './faults/fault.rule.js';
export type {
  CardSummary,
  DeclineReason,
  Payment,
  PaymentClosure,
  PaymentStatus,
} from './payments/payment.js';
export type {
  WebhookAttempt,
  WebhookAttemptReason,
  WebhookEvent,
  WebhookLogEntry,
  WebhookSource,
  WebhookState,
} from './webhooks/webhook.js';
export type { WebhookLogFilter } from './webhooks/webhook.log.js';
export { DEFAULT_RETRY_SCHEDULE } from './webhooks/webhook.progress.js';
