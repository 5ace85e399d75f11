import type { Payment } from '../payments/payment.js';

/** A path of a payment's checkout: the page itself, or one of its actions. */
export function checkoutPath(
  { checkoutId }: Pick<Payment, 'checkoutId'>,
  action?: 'pay' | 'cancel' | 'challenge' | 'force',
): string {
  const page = `/checkout/${encodeURIComponent(checkoutId)}`;
  return action === undefined ? page : `${page}/${action}`;
}
