import type { Outcome } from '../payments/payment.outcome.js';
import type { PaymentStatus } from '../payments/payment.js';

/** The gateway's order status; null when it could not be asked, or gave none. */
export type GatewayStatus = PaymentStatus | null;

/**
 * Returns the outcome that follows from an order status; null when nothing does. Pure.
 *
 * @param status what the gateway says now
 * @param before what it said before, if anything
 * @param trustPaid whether `Paid` counts without a webhook
 * @param pendingTimedOut whether the time is over for which a payment may stay pending
 */
export function outcomeOf(
  status: GatewayStatus,
  before: GatewayStatus,
  {
    trustPaid,
    pendingTimedOut,
  }: { readonly trustPaid: boolean; readonly pendingTimedOut: boolean },
): Outcome | null {
  switch (status) {
    case 'Paid':
      return trustPaid ? 'succeeded' : null;
    case 'Declined':
      return 'declined';
    case 'Expired':
      return 'expired';
    case 'Pending':
    case null:
      return pendingTimedOut && latestStatus(status, before) !== 'Paid' ? 'window_passed' : null;
  }
}

/** Returns the status that counts: neither silence nor a `Pending` takes back a `Paid`. */
export function latestStatus(status: GatewayStatus, before: GatewayStatus): GatewayStatus {
  if (status === null || status === 'Pending')
    return before === 'Paid' ? before : (status ?? before);
  return status;
}
