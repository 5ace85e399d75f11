import Big from 'big.js';

/** What is wrong with a minimum amount, to follow the name of the setting; null when nothing is. */
export function minimumAmountProblem(value: unknown): string | null {
  try {
    const exact = new Big(value as string | number);
    if (exact.gte('0.01') && exact.round(2).eq(exact)) return null;
  } catch {
    // Not a number: the same message.
  }
  return `is ${JSON.stringify(value)}; give an amount such as "1.00", at least 0.01, with two decimals at most.`;
}

/** A valid amount as an exact decimal with two places. */
export function exactAmount(amount: string | number): string {
  return new Big(amount).toFixed(2);
}
