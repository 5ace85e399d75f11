import type { Payment } from '../payments/payment.js';
import { DEFAULT_SELLER_NAME } from '../sellers/seller.js';

/** Who is paid, in words for the customer: the seller's name, or the shop's host while nobody has given it one. */
export function sellerName({
  sellerName: name,
  successUrl,
}: Pick<Payment, 'sellerName' | 'successUrl'>): string {
  if (name !== DEFAULT_SELLER_NAME) return name;
  return isWebUrl(successUrl) ? new URL(successUrl).host : 'the shop';
}

/** Whether a seller's URL may be a link: one that runs script may not. */
export function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
