import type { Outcome } from './payment.outcome.js';
import type { PaymentStatus } from './payment.js';

/** What an outcome does to a payment. */
export type Transition =
  /** Nothing: it was known, or it no longer matters. */
  | { readonly kind: 'unchanged' }
  /** `late`: the payment was Declined or Expired before, and the money came all the same. */
  | { readonly kind: 'paid'; readonly late: boolean }
  | { readonly kind: 'declined' }
  | { readonly kind: 'expired' }
  /** The outcome contradicts a paid payment. It stays Paid, and somebody should review it. */
  | { readonly kind: 'conflicted' };

const UNCHANGED: Transition = { kind: 'unchanged' };

/**
 * The status machine: pure and total.
 *
 * @param status the payment's status now
 * @param outcome what was said of it
 * @param windowOver whether the checkout window was over by then: the gateway says `payment.declined` for an expired
 *   session too (docs/gateway-api.md, Webhooks), and only the time tells the two apart
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

/** Returns the status that a transition leads to; null when the status stays. */
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
