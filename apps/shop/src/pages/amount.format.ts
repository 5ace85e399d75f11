import { CURRENCY } from '../catalog/catalog.js';

const amounts = new Intl.NumberFormat('en-US', { style: 'currency', currency: CURRENCY });

/**
 * Formats an amount for customers, such as `$19.99`.
 *
 * @param amount exact decimal in major units
 */
export function formatAmount(amount: string): string {
  return amounts.format(Number(amount));
}
