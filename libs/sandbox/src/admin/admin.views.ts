import type { Payment } from '../payments/payment.js';
import type { PaymentTimelineEntry } from '../payments/payment.timeline.js';
import type { ApiKey, Seller } from '../sellers/seller.js';
import type { WebhookLogEntry } from '../webhooks/webhook.js';

/** A seller in the gateway's spelling. */
export function sellerView(seller: Seller) {
  return {
    id: seller.id,
    name: seller.name,
    gateway_active: seller.gatewayActive,
    minimum_amount: seller.minimumAmount,
    webhook_url: seller.webhookUrl,
    webhook_secret: seller.webhookSecret,
    created_at: seller.createdAt,
    api_keys: seller.apiKeys.map(apiKeyView),
  };
}

/** An API key in the gateway's spelling. */
export function apiKeyView(apiKey: ApiKey) {
  return {
    id: apiKey.id,
    label: apiKey.label,
    key: apiKey.key,
    created_at: apiKey.createdAt,
    last_used_at: apiKey.lastUsedAt,
    revoked_at: apiKey.revokedAt,
  };
}

/** A payment in the gateway's spelling. The amount is a text, which is exact. */
export function paymentView(payment: Payment) {
  return {
    transaction_id: payment.transactionId,
    order_uuid: payment.orderUuid,
    seller_id: payment.sellerId,
    seller_name: payment.sellerName,
    total_amount: payment.amount,
    payment_status: payment.status,
    email: payment.email,
    first_name: payment.firstName,
    last_name: payment.lastName,
    product_title: payment.productTitle,
    success_url: payment.successUrl,
    cancel_url: payment.cancelUrl,
    created_at: payment.createdAt,
    expires_at: payment.expiresAt,
    paid_at: payment.paidAt,
    ...outcomeView(payment),
  };
}

/** What happened to a payment, in the gateway's spelling. */
export function timelineView(entry: PaymentTimelineEntry) {
  const { kind, at } = entry;
  if (entry.kind === 'created') return { kind, at };
  if (entry.kind === 'webhook') return { kind, at, webhook: webhookView(entry.webhook) };
  return { kind, at, payment_status: entry.status, ...outcomeView(entry) };
}

function outcomeView({
  closed,
  declineReason,
  card,
}: Pick<Payment, 'closed' | 'declineReason' | 'card'>) {
  return {
    closed,
    decline_reason: declineReason,
    card: card === null ? null : { brand: card.brand, last_four: card.lastFour },
  };
}

function webhookView(webhook: WebhookLogEntry) {
  return {
    id: webhook.id,
    event: webhook.event,
    source: webhook.source,
    state: webhook.state,
    body: webhook.body,
    next_attempt_at: webhook.nextAttemptAt,
    attempts: webhook.attempts.map((attempt) => ({
      reason: attempt.reason,
      at: attempt.at,
      url: attempt.url,
      status: attempt.status,
      error: attempt.error,
      latency_ms: attempt.latencyMs,
      answer: attempt.answer,
    })),
  };
}
