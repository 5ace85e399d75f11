import type { Payment } from './payment.js';

type Told = Pick<Payment, 'transactionId' | 'status' | 'closed' | 'declineReason'>;

/** Where a payment stands as one line for people, and why. */
export function paymentLine(payment: Told): string {
  return [`${payment.transactionId} is ${payment.status}`, ...reasonOf(payment)].join(': ');
}

function reasonOf({ status, closed, declineReason }: Told): string[] {
  if (status !== 'Declined') return [];
  if (closed === 'cancelled') return ['cancelled by the customer'];
  const reason = (declineReason ?? 'card_declined').replaceAll('_', ' ');
  return [closed === 'declined' ? `${reason}, and closed` : `${reason}, takes another card`];
}
