import type { Arrival } from './payment.status-machine.js';

/** What a status says when it is read off the wire. */
export type StatusWord = Exclude<Arrival, 'window_passed'> | 'pending';

/**
 * The statuses that are documented, by their letters alone (OVGC API, Webhooks and Payment statuses):
 * `payment.succeeded`, `payment_succeeded` and `Payment Succeeded` are one.
 */
const WORDS: ReadonlyMap<string, StatusWord> = new Map([
  ['paymentsucceeded', 'succeeded'],
  ['paid', 'succeeded'],
  ['paymentdeclined', 'declined'],
  ['declined', 'declined'],
  ['paymentexpired', 'expired'],
  ['expired', 'expired'],
  ['pending', 'pending'],
]);

/** What a status means, however it is spelled; undefined when it is none that is documented. */
export function statusWord(value: unknown): StatusWord | undefined {
  if (typeof value !== 'string') return undefined;
  return WORDS.get(value.toLowerCase().replace(/[\s._-]+/g, ''));
}
