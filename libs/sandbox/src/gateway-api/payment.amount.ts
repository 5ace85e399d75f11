import type Big from 'big.js';

/** More than any order; an exact decimal could grow without end. */
const MOST = '9999999999.99';

/**
 * The amount as an exact decimal with two places, or null when the gateway answers `Invalid amount`: below the minimum
 * (docs/gateway-api.md, Errors), zero, negative, with more than two decimals, or beyond ten digits.
 *
 * @param minimum the least amount in major units, such as `1.00`.
 */
export function readAmount(amount: Big, minimum: string): string | null {
  const accepted =
    amount.gt(0) && amount.gte(minimum) && amount.lte(MOST) && amount.round(2).eq(amount);
  return accepted ? amount.toFixed(2) : null;
}
