import type { Outcome } from './payment.outcome.js';
import type { PaymentStatus } from './payment.js';

/** What an outcome does to a payment. */
export type Transition =
  /** It changes nothing: it is a duplicate, or it no longer matters. */
  | { readonly kind: 'unchanged' }
  /** `late`: the payment was Declined or Expired before. */
  | { readonly kind: 'paid'; readonly late: boolean }
  | { readonly kind: 'declined' }
  | { readonly kind: 'expired' }
  /** The outcome contradicts a paid payment. The payment stays Paid, and somebody should review it. */
  | { readonly kind: 'conflicted' };

const UNCHANGED: Transition = { kind: 'unchanged' };

/**
 * Decides what an outcome does to a payment. Pure, and defined for every status and outcome.
 *
 * @param status the payment's current status
 * @param outcome what arrived
 * @param windowOver whether the checkout window was over when it arrived: the gateway sends `payment.declined` for an
 *   expired session, too (docs/gateway-api.md, Webhooks), and only the time tells the two apart
 */
export function transition(
  status: PaymentStatus,
  outcome: Outcome,
  windowOver: boolean,
): Transition {
  switch (outcome) {
    case 'succeeded':
      return status === 'Paid' ? UNCHANGED : { kind: 'paid', late: status !== 'Pending' };
    case 'declined':
      if (status === 'Paid') return { kind: 'conflicted' };
      if (status !== 'Pending') return UNCHANGED;
      return windowOver ? { kind: 'expired' } : { kind: 'declined' };
    case 'expired':
      if (status === 'Paid') return { kind: 'conflicted' };
      return status === 'Pending' ? { kind: 'expired' } : UNCHANGED;
    case 'window_passed':
      return status === 'Pending' ? { kind: 'expired' } : UNCHANGED;
  }
}

/** Returns the status after a transition; null if the status doesn't change. */
export function statusAfter(change: Transition): PaymentStatus | null {
  switch (change.kind) {
    case 'paid':
      return 'Paid';
    case 'declined':
      return 'Declined';
    case 'expired':
      return 'Expired';
    case 'unchanged':
    case 'conflicted':
      return null;
  }
}
