import type { PaymentStatus } from '../payments/payment.js';
import type { Arrival } from '../payments/payment.status-machine.js';

/** What the gateway says of a payment; null when it couldn't be asked, or didn't tell. */
export type GatewaySays = PaymentStatus | null;

/**
 * What follows from the gateway's word on a payment, as if it had arrived; null when nothing does. Pure.
 *
 * @param before what it said before, where it said something
 * @param trustPaid whether `Paid` counts without a webhook
 * @param patienceOver whether a payment without a word has been waited for long enough
 */
export function verdict(
  says: GatewaySays,
  before: GatewaySays,
  { trustPaid, patienceOver }: { readonly trustPaid: boolean; readonly patienceOver: boolean },
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
      return patienceOver && lastWord(says, before) !== 'Paid' ? 'window_passed' : null;
  }
}

/** What the gateway has said that still counts: neither silence nor a `Pending` takes back that it had the money. */
export function lastWord(says: GatewaySays, before: GatewaySays): GatewaySays {
  if (says === null || says === 'Pending') return before === 'Paid' ? before : (says ?? before);
  return says;
}
