import { paymentLine } from './payment.js';

const transactionId = 'invoice_67d2a3f8b12e1';
const declined = { transactionId, status: 'Declined', declineReason: 'lost_card' } as const;

describe('the line of a payment', () => {
  it.each([
    ['Paid', { transactionId, status: 'Paid', closed: null, declineReason: null }],
    ['Expired', { transactionId, status: 'Expired', closed: null, declineReason: null }],
    ['Declined: lost card, can be retried with another card', { ...declined, closed: null }],
    ['Declined: lost card, closed', { ...declined, closed: 'declined' }],
    ['Declined: cancelled by the customer', { ...declined, closed: 'cancelled' }],
  ] as const)('says that it is %s', (words, payment) => {
    expect(paymentLine(payment)).toBe(`${transactionId} is ${words}`);
  });
});
