import { hasExpired, readExpiry } from './card-expiry.js';
import { withoutSpacing } from './card-number.js';
import type { CardProblem } from './card-problem.js';

/**
 * What is wrong with an expiry date.
 *
 * @param now the time by the sandbox's clock, which decides whether the card has expired
 */
export function expiryProblem(typed: string, now: Date): CardProblem | null {
  if (typed === '') return 'expiry_missing';
  const expiry = readExpiry(typed);
  if (expiry === null) return 'expiry_unreadable';
  if (expiry.month < 1 || expiry.month > 12) return 'expiry_month';
  return hasExpired(expiry, now) ? 'expiry_passed' : null;
}

/**
 * What is wrong with a security code.
 *
 * @param length in digits, as the card's brand has it
 */
export function codeProblem(typed: string, length: number): CardProblem | null {
  if (typed === '') return 'code_missing';
  if (/^\d+$/.test(typed) && typed.length === length) return null;
  return length === 4 ? 'code_not_4_digits' : 'code_not_3_digits';
}

/** What is wrong with a name: a card number in it would be shown again, so it is none. */
export function nameProblem(typed: string): CardProblem | null {
  if (typed === '') return 'name_missing';
  if (typed.length > 100) return 'name_too_long';
  return /\d{5}/.test(withoutSpacing(typed)) ? 'name_has_number' : null;
}
