import type { Payment } from '../payments/payment.js';
import { checkoutState, secondsLeft } from './checkout.state.js';

const createdAt = new Date('2030-01-01T12:00:00Z');
const expiresAt = new Date('2030-01-01T12:30:00Z');
const pending: Payment = {
  checkoutId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  transactionId: 'invoice_1',
  sellerId: 'default',
  sellerName: 'Sandbox seller',
  orderUuid: 'ORDER-1',
  amount: '25.00',
  email: 'ada@example.com',
  successUrl: 'https://shop.example/paid',
  cancelUrl: 'https://shop.example/back',
  productTitle: null,
  firstName: null,
  lastName: null,
  status: 'Pending',
  closed: null,
  declineReason: null,
  card: null,
  createdAt,
  expiresAt,
  paidAt: null,
};

describe('what a customer finds behind a checkout URL', () => {
  it.each<[string, Partial<Payment>]>([
    ['open', { status: 'Pending' }],
    ['open', { status: 'Declined', declineReason: 'insufficient_funds' }],
    ['paid', { status: 'Paid' }],
    ['paid', { status: 'Paid', closed: 'cancelled' }],
    ['cancelled', { status: 'Declined', closed: 'cancelled' }],
    ['declined', { status: 'Declined', closed: 'declined', declineReason: 'lost_card' }],
    ['expired', { status: 'Expired' }],
  ])('is %s for %j', (state, change) => {
    expect(checkoutState({ ...pending, ...change }, createdAt)).toBe(state);
  });

  it('is expired from the last moment of the window on, also after a decline', () => {
    const declined: Payment = { ...pending, status: 'Declined' };

    expect(checkoutState(declined, new Date(expiresAt.getTime() - 1))).toBe('open');
    expect(checkoutState(declined, expiresAt)).toBe('expired');
  });

  it('stays paid after the window', () => {
    expect(checkoutState({ ...pending, status: 'Paid' }, expiresAt)).toBe('paid');
  });
});

describe('the time left', () => {
  it('is counted in whole seconds and never below zero', () => {
    expect(secondsLeft(pending, createdAt)).toBe(1800);
    expect(secondsLeft(pending, new Date(expiresAt.getTime() - 1))).toBe(1);
    expect(secondsLeft(pending, new Date(expiresAt.getTime() + 5000))).toBe(0);
  });
});
