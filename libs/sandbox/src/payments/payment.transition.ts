import type { WebhookEvent } from '../webhooks/webhook.js';
import type { CardOutcome, CardSummary, Payment, SettleResult } from './payment.js';

/** What can happen to a payment. */
export type PaymentOccurrence =
  | (CardOutcome & { readonly card?: CardSummary })
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'window_passed' };

/** How a payment changes. */
export type PaymentTransition =
  | ({
      readonly kind: 'moved';
      /** Set exactly when the status changes: the gateway announces each change once (docs/gateway-api.md, Webhooks). */
      readonly webhook: WebhookEvent | null;
    } & Pick<Payment, 'status' | 'closed' | 'declineReason'>)
  | { readonly kind: 'refused'; readonly because: Exclude<SettleResult['kind'], 'settled'> };

/**
 * The status machine. Pending becomes Paid, Declined or Expired. Declined becomes Paid with a second card within the
 * window. Paid, Expired and closed payments never change.
 *
 * @param now by the sandbox's clock; the window is over from `expiresAt` on.
 * @param rules `retryAfterDecline`: whether a declined payment takes another card; if not, a decline closes it.
 */
export function transition(
  payment: Payment,
  occurrence: PaymentOccurrence,
  now: Date,
  rules: { readonly retryAfterDecline: boolean },
): PaymentTransition {
  if (payment.status === 'Paid') return { kind: 'refused', because: 'already_paid' };
  if (payment.closed !== null) return { kind: 'refused', because: payment.closed };
  // The status counts as well as the time: the machine's clock may have been set back since.
  const windowPassed = payment.status === 'Expired' || now >= payment.expiresAt;
  if (payment.status === 'Pending' && windowPassed) return moved(payment, { status: 'Expired' });
  if (windowPassed || occurrence.kind === 'window_passed') {
    return { kind: 'refused', because: 'expired' };
  }
  if (occurrence.kind === 'cancelled') {
    return moved(payment, { status: 'Declined', closed: 'cancelled' });
  }
  if (occurrence.kind === 'captured') {
    return moved(payment, { status: 'Paid', declineReason: null });
  }
  return moved(payment, {
    status: 'Declined',
    declineReason: occurrence.reason,
    closed: rules.retryAfterDecline ? null : 'declined',
  });
}

function moved(
  payment: Payment,
  change: Pick<Payment, 'status'> & Partial<Pick<Payment, 'closed' | 'declineReason'>>,
): PaymentTransition {
  const webhook = change.status === 'Paid' ? 'payment.succeeded' : 'payment.declined';
  return {
    kind: 'moved',
    closed: payment.closed,
    declineReason: payment.declineReason,
    ...change,
    webhook: change.status === payment.status ? null : webhook,
  };
}
