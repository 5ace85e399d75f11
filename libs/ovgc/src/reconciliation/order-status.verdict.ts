import type { PaymentStatus } from '../payments/payment.js';
import type { Arrival } from '../payments/payment.transition.js';

/** What the gateway says of a payment; null when it couldn't be asked, or didn't tell. */
export type GatewaySays = PaymentStatus | null;

/**
 * What follows from the gateway's word on a payment, as if it had arrived; null when nothing does. Pure.
 *
 * @param trustPaid whether `Paid` counts without a webhook
 * @param patienceOver whether a payment without a word has been waited for long enough
 */
export function verdict(
  says: GatewaySays,
  trustPaid: boolean,
  patienceOver: boolean,
): Arrival | null {
  switch (says) {
    case 'Paid':
      return trustPaid ? 'succeeded' : null;
    case 'Declined':
      return 'declined';
    case 'Expired':
      return 'expired';
    case 'Pending':
    case null:
      return patienceOver ? 'window_passed' : null;
  }
}
