import type { Payment, PaymentClosure } from '../payments/payment.js';

/**
 * What the customer finds at a checkout URL. A declined payment is `open` while it accepts another card, and
 * `declined` when its decline was final.
 */
export type CheckoutState = 'open' | ClosedState;

/** The states in which a payment no longer accepts a card. */
export type ClosedState = 'paid' | 'expired' | PaymentClosure;

/** What an open page asks the server every few seconds. */
export interface CheckoutNow {
  /** Unknown when the payment no longer exists, as after a reset. */
  readonly state: CheckoutState | 'unknown';
  /** Until the window closes, by the sandbox's clock. */
  readonly secondsLeft: number;
}

/** The state of a payment for its customer, at a time of the sandbox's clock. */
export function checkoutState(payment: Payment, now: Date): CheckoutState {
  if (payment.status === 'Paid') return 'paid';
  if (payment.closed !== null) return payment.closed;
  return payment.status === 'Expired' || now >= payment.expiresAt ? 'expired' : 'open';
}

/** Whole seconds until the window closes, never below zero. */
export function secondsLeft(payment: Payment, now: Date): number {
  return Math.max(0, Math.ceil((payment.expiresAt.getTime() - now.getTime()) / 1000));
}
