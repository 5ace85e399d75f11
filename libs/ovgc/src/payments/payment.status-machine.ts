import type { PaymentStatus } from './payment.js';

/** What can happen to a payment: the gateway's word, or its checkout window passing without one. */
export type Arrival =
  | 'succeeded'
  /** Declined, or expired: the documented webhook doesn't say which (OVGC API, Webhooks). */
  | 'declined'
  /** Expired, said in as many words. */
  | 'expired'
  | 'window_passed';

/** What an arrival does to a payment. */
export type Transition =
  /** Nothing to do: it was known, or it can't matter any more. */
  | { readonly kind: 'unchanged' }
  /** `late`: the payment had been given up as declined or expired, and is real money all the same. */
  | { readonly kind: 'paid'; readonly late: boolean }
  | { readonly kind: 'declined' }
  | { readonly kind: 'expired' }
  /** The facts contradict each other: the payment stays paid, and a person should know. */
  | { readonly kind: 'conflicted' };

const UNCHANGED: Transition = { kind: 'unchanged' };

/**
 * The status machine: pure and total.
 *
 * @param status where the payment stands
 * @param arrival what happens to it
 * @param windowOver whether the checkout window had passed by then: the gateway says `payment.declined` for an
 *   expired session too (OVGC API, Webhooks), and only the time tells the two apart
 */
export function transition(
  status: PaymentStatus,
  arrival: Arrival,
  windowOver: boolean,
): Transition {
  switch (arrival) {
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

/** The status a transition leads to; null where it leads nowhere. */
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
