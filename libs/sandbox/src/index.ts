export { createSandbox } from './create-sandbox.js';
export type { Sandbox, SandboxClockControl, SandboxFaults, SandboxPayments } from './sandbox.js';
export type { CreateSandboxOptions } from './sandbox.options.js';
export {
  SandboxNotFoundError,
  SandboxOptionsError,
  SandboxRequestError,
  SandboxStoreError,
} from './sandbox.errors.js';
export { TEST_CARDS } from './cards/test-cards.js';
export type { TestCard } from './cards/test-card.js';
export type { TriggerRequest } from './control/trigger.request.js';
export type { CheckoutAnswer, PayOptions } from './customer/customer.js';
export type {
  ApiFaultKind,
  FaultRequest,
  FaultRule,
  FaultTarget,
  WebhookFaultKind,
} from './faults/fault.rule.js';
export type { CardSummary, DeclineReason, Payment, PaymentStatus } from './payments/payment.js';
export type {
  WebhookAttempt,
  WebhookAttemptReason,
  WebhookEvent,
  WebhookLogEntry,
  WebhookLogFilter,
  WebhookSource,
  WebhookState,
} from './webhooks/webhook.js';
export { DEFAULT_RETRY_SCHEDULE } from './webhooks/webhook.schedule.js';
