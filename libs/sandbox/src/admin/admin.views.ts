import type { Payment } from '../payments/payment.js';
import type { PaymentChange, PaymentTimelineEntry } from '../payments/payment.timeline.js';
import type { WebhookLogEntry } from '../webhooks/webhook.js';

/** A payment with the gateway's names. */
export interface AdminPayment extends Omit<Payment, 'checkoutId' | 'amount' | 'status'> {
  /** Exact decimal in major units with two places, such as `25.00`. */
  readonly totalAmount: string;
  /** The payment’s status. Only `Paid` is safe to fulfil. */
  readonly paymentStatus: Payment['status'];
}

type AdminWebhook = Pick<
  WebhookLogEntry,
  'id' | 'event' | 'source' | 'state' | 'body' | 'nextAttemptAt' | 'attempts'
>;

/** Something that happened to a payment. */
export type AdminTimelineEntry =
  | { readonly kind: 'created'; readonly at: Date }
  | (Omit<PaymentChange, 'status'> & {
      readonly kind: 'changed';
      readonly paymentStatus: Payment['status'];
    })
  | { readonly kind: 'webhook'; readonly at: Date; readonly webhook: AdminWebhook };

export function paymentView(payment: Payment): AdminPayment {
  const { checkoutId: _checkoutId, amount, status, ...rest } = payment;
  return { ...rest, totalAmount: amount, paymentStatus: status };
}

export function timelineView(entry: PaymentTimelineEntry): AdminTimelineEntry {
  if (entry.kind === 'created') return entry;
  if (entry.kind === 'changed') {
    const { status, ...change } = entry;
    return { ...change, paymentStatus: status };
  }
  const { id, event, source, state, body, nextAttemptAt, attempts } = entry.webhook;
  const webhook = { id, event, source, state, body, nextAttemptAt, attempts };
  return { kind: entry.kind, at: entry.at, webhook };
}
