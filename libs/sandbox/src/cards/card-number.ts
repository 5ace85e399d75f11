import creditCardType from 'credit-card-type';
import { TEST_CARDS } from './test-cards.js';

const testBrands = new Set<string>(Object.values(TEST_CARDS).map(({ brand }) => brand));

/** A card number as typed, without the spaces and dashes that people put in. */
export function withoutSpacing(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/**
 * The brand of the test cards that a number can belong to, going by its first digits.
 *
 * @param digits the number so far, digits only
 * @returns undefined when no test card has such a brand
 */
export function brandOf(digits: string) {
  if (digits === '') return undefined;
  return creditCardType(digits).find(({ niceType }) => testBrands.has(niceType));
}

/**
 * Digits spaced as they are printed on a card: `4242 4242 4242 4242`, `3782 822463 10005`.
 *
 * @param gaps a space follows each of these counts of digits; 4-4-4-4 unless the brand has others
 */
export function spaceDigits(
  digits: string,
  gaps: readonly number[] = brandOf(digits)?.gaps ?? [4, 8, 12],
): string {
  return Array.from(digits, (digit, at) => (gaps.includes(at) ? ` ${digit}` : digit)).join('');
}
