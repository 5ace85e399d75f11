export { OvgcModule } from './ovgc.module.js';
export type { OvgcModuleExtras } from './ovgc.module-definition.js';
export {
  InjectOvgcDeliveries,
  InjectOvgcPayments,
  InjectOvgcWebhooks,
  ovgcDeliveriesToken,
  ovgcPaymentsToken,
  ovgcWebhooksToken,
} from './ovgc.tokens.js';
export {
  DeliveryOptions,
  type LedgerOptions,
  OrderStatusOptions,
  type OvgcClock,
  type OvgcModuleOptions,
  type OvgcOptions,
  type OvgcOptionsFactory,
} from './ovgc.options.js';
export { OvgcPaymentsService } from './ovgc-payments.service.js';
export type {
  ListPaymentsOptions,
  PaymentCounts,
  PaymentPage,
  WaitOptions,
} from './payments/payment.list.js';
export type {
  Delivery,
  DeliveryCounts,
  DeliveryPage,
  ListDeliveriesOptions,
  Reassignment,
  ReassignOptions,
} from './deliveries/delivery.js';
export { OvgcDeliveriesService } from './deliveries/ovgc-deliveries.service.js';
export {
  type ListWebhooksOptions,
  OvgcWebhooksService,
  type WebhookCounts,
  type WebhookPage,
} from './webhooks/ovgc-webhooks.service.js';
export type { StoredWebhook, WebhookResolution } from './webhooks/stored.webhook.js';
export type { ResolveWebhookOptions } from './webhooks/webhook.resolution.js';
export type {
  DeliveryState,
  WebhookDecision,
  WebhookOutcome,
  WebhookState,
} from './ledger/ledger.tables.js';
export { CreatePaymentRequestDto } from './payments/create-payment-request.dto.js';
export { IsAmount } from './payments/payment.amount.js';
export { PAYMENT_REVIEWS, type PaymentReview } from './payments/payment.js';
export {
  CHECKOUT_WINDOW_MS,
  type Payment,
  PAYMENT_STATUSES,
  type PaymentMetadata,
  type PaymentStatus,
} from './payments/payment.js';
export {
  PaymentConflictedEvent,
  PaymentCreatedEvent,
  PaymentDeclinedEvent,
  PaymentEvent,
  type PaymentEventType,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
} from './events/payment.events.js';
export {
  WebhookRejectedEvent,
  type WebhookRejectionReason,
  WebhookUnmatchedEvent,
  WebhookUnrecognisedEvent,
  type WebhookUnrecognisedReason,
} from './events/webhook.events.js';
export { DeliveryDeadLetteredEvent } from './events/delivery.events.js';
export {
  type DurableHandler,
  type DurableHandlerDecorator,
  type DurableHandlerOptions,
  OnPaymentConflicted,
  OnPaymentCreated,
  OnPaymentDeclined,
  OnPaymentExpired,
  OnPaymentSucceeded,
  PaymentDelivery,
} from './deliveries/handler.decorators.js';
export { WebhookController, type WebhookRoute } from './webhooks/webhook.controller.js';
export { WebhookIntake } from './webhooks/webhook.intake.js';
export { WebhookSecretGuard } from './webhooks/webhook-secret.guard.js';
export {
  OvgcConfigurationError,
  OvgcDeliveryNotFoundError,
  OvgcError,
  type OvgcErrorCode,
  type OvgcRequestState,
  OvgcInvalidRequestError,
  OvgcLedgerUnavailableError,
  OvgcOrderMismatchError,
  OvgcOrderStatusOffError,
  OvgcOrderStatusUnknownError,
  OvgcPaymentNotFoundError,
  OvgcRejectedError,
  type OvgcRejectionCode,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
  OvgcWaitTimeoutError,
  OvgcWebhookAlreadyResolvedError,
  OvgcWebhookContradictedError,
  OvgcWebhookNotFoundError,
  OvgcWebhookNotResolvableError,
} from './ovgc.errors.js';
export { OvgcExceptionFilter } from './ovgc.exception-filter.js';
export { ovgcErrorResponse, type OvgcErrorResponse } from './ovgc.error-response.js';
