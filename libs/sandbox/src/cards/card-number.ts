/** A card number, or what was typed for one, without the spaces and dashes that people put in. */
export function withoutSpacing(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/**
 * Digits spaced as they are printed on a card: `4242 4242 4242 4242`, `3782 822463 10005`.
 *
 * @param gaps a space follows each of these counts of digits; 4-4-4-4 unless the brand has others
 */
export function spaceDigits(digits: string, gaps: readonly number[] = [4, 8, 12]): string {
  return Array.from(digits, (digit, at) => (gaps.includes(at) ? ` ${digit}` : digit)).join('');
}
