import type { Payment } from './payment.js';

/** A payment's status in one line, with the reason for a decline. */
export function paymentLine(
  payment: Pick<Payment, 'transactionId' | 'status' | 'closed' | 'declineReason'>,
): string {
  const { transactionId, status, closed, declineReason } = payment;
  if (status !== 'Declined') return `${transactionId} is ${status}`;
  if (closed === 'cancelled') return `${transactionId} is Declined: cancelled by the customer`;
  const reason = (declineReason ?? 'card_declined').replaceAll('_', ' ');
  const next = closed === 'declined' ? 'closed' : 'can be retried with another card';
  return `${transactionId} is Declined: ${reason}, ${next}`;
}
