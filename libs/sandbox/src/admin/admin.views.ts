import type { Payment } from '../payments/payment.js';
import type { PaymentChange, PaymentTimelineEntry } from '../payments/payment.timeline.js';
import type { WebhookLogEntry } from '../webhooks/webhook.js';
import type { SnakeCased } from './snake-cased.js';
import { snakeCased } from './snake-cased.js';

/** A payment with the gateway's names. */
export interface AdminPayment extends SnakeCased<
  Omit<Payment, 'checkoutId' | 'amount' | 'status'>
> {
  /** Exact decimal in major units with two places, such as `25.00`. */
  readonly total_amount: string;
  /** The payment’s status. Only `Paid` is safe to fulfil. */
  readonly payment_status: Payment['status'];
}

export type AdminWebhook = SnakeCased<
  Pick<WebhookLogEntry, 'id' | 'event' | 'source' | 'state' | 'body' | 'nextAttemptAt' | 'attempts'>
>;

/** Something that happened to a payment. */
export type AdminTimelineEntry =
  | { readonly kind: 'created'; readonly at: Date }
  | ({ readonly kind: 'changed'; readonly payment_status: Payment['status'] } & SnakeCased<
      Omit<PaymentChange, 'status'>
    >)
  | { readonly kind: 'webhook'; readonly at: Date; readonly webhook: AdminWebhook };

export function paymentView(payment: Payment): AdminPayment {
  const { checkoutId: _checkoutId, amount, status, ...rest } = payment;
  return { ...snakeCased(rest), total_amount: amount, payment_status: status };
}

export function timelineView(entry: PaymentTimelineEntry): AdminTimelineEntry {
  if (entry.kind === 'created') return entry;
  if (entry.kind === 'changed') {
    const { status, kind, ...change } = entry;
    return { kind, payment_status: status, ...snakeCased(change) };
  }
  const { id, event, source, state, body, nextAttemptAt, attempts } = entry.webhook;
  const webhook = { id, event, source, state, body, nextAttemptAt, attempts };
  return { kind: entry.kind, at: entry.at, webhook: snakeCased(webhook) };
}
