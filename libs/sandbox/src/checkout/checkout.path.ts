import type { Payment } from '../payments/payment.js';
import { parseWebUrl } from '../validation/web.url.js';

/** The path of a payment's checkout page, or of one of its actions. */
export function checkoutPath(
  { checkoutId }: Pick<Payment, 'checkoutId'>,
  action?: 'pay' | 'cancel' | 'challenge' | 'force',
): string {
  const page = `/checkout/${encodeURIComponent(checkoutId)}`;
  return action === undefined ? page : `${page}/${action}`;
}

/** Whether a seller's URL can safely be a link: one that runs script cannot. */
export function isWebUrl(url: string): boolean {
  return parseWebUrl(url) !== null;
}
