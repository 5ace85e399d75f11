import type {
  CardOutcome,
  DeclineReason,
  Payment,
  PaymentClosure,
  PaymentStatus,
  SettleResult,
} from './payment.js';
import type { WebhookEvent } from '../webhooks/webhook.js';

/** What can happen to a payment. */
export type PaymentOccurrence =
  CardOutcome | { readonly kind: 'cancelled' } | { readonly kind: 'window_passed' };

/** What an occurrence makes of a payment. */
export type PaymentTransition =
  | {
      readonly kind: 'moved';
      readonly status: PaymentStatus;
      readonly closed: PaymentClosure | null;
      readonly declineReason: DeclineReason | null;
      /** Set exactly when the status changes: the gateway tells each change once (OVGC API, Webhook overview). */
      readonly webhook: WebhookEvent | null;
    }
  | { readonly kind: 'refused'; readonly because: Exclude<SettleResult['kind'], 'settled'> };

/**
 * The status machine. Pending becomes Paid, Declined or Expired; Declined becomes Paid by a second card within the
 * window; Paid and Expired are final, and so is what the customer or a final decline has closed.
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
  // The status counts, not the time alone: the machine's clock may have been set back since.
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
  change: {
    status: PaymentStatus;
    closed?: PaymentClosure | null;
    declineReason?: DeclineReason | null;
  },
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
