const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/**
 * Formats an amount for customers, such as `$1,299.00`. The gateway has no currency field, and its own example is in
 * dollars (docs/gateway-api.md, Create a payment).
 *
 * @param amount exact decimal in major units, such as `1299.00`
 * @throws {TypeError} when the amount is not a decimal
 */
export function formatAmount(amount: string): string {
  if (!isDecimal(amount))
    throw new TypeError(`An amount is a decimal like 25.00, not "${amount}".`);
  // Formatted as text, because a conversion to a number would round large amounts.
  return dollars.format(amount);
}

function isDecimal(text: string): text is `${number}` {
  return /^\d+(\.\d+)?$/.test(text);
}
