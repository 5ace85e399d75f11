import Big from 'big.js';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** The largest amount that a JSON number represents exactly, to the cent. */
const LARGEST = new Big('9999999999999.99');

/**
 * Returns what is wrong with an amount in major units, as the rest of a sentence that begins with its name; null if it
 * can be charged.
 */
export function amountProblem(amount: unknown): string | null {
  if (typeof amount !== 'number' && typeof amount !== 'string') {
    return 'must be a number or a decimal string in major units, such as 25.00';
  }
  const decimal = decimalOf(amount);
  if (decimal === null) return 'must be a decimal number in major units, such as 25.00';
  if (decimal.lte(0)) return 'must be greater than zero';
  if (!decimal.round(2).eq(decimal)) {
    return 'must not have more than two decimals: round it before charging it';
  }
  if (decimal.gt(LARGEST)) return `must not be greater than ${LARGEST.toFixed(2)}`;
  return null;
}

/**
 * Returns an amount as the ledger stores it: an exact decimal with two places, such as `19.90`.
 *
 * @param amount in major units; one for which {@link amountProblem} returns null
 */
export function canonicalAmount(amount: number | string): string {
  return new Big(amount).toFixed(2);
}

/** Returns an amount as it is sent: a number that JSON writes with the same digits, `19.99` for 19.99. */
export function amountAsNumber(amount: string): number {
  return Number(amount);
}

/**
 * A class-validator decorator for an amount in major units: a number or a decimal string, more than 0, at most
 * 9,999,999,999,999.99, with at most two decimals.
 *
 * @example
 * export class CheckoutDto {
 *   @IsAmount()
 *   total!: number | string;
 * }
 */
export function IsAmount(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAmount',
      validator: {
        validate: (value: unknown) => amountProblem(value) === null,
        defaultMessage: buildMessage(
          (prefix, args) =>
            `${prefix}$property ${amountProblem(args?.value) ?? 'is not an amount'}`,
          options,
        ),
      },
    },
    options,
  );
}

function decimalOf(amount: number | string): Big | null {
  if (typeof amount === 'string' && !/^-?\d+(\.\d+)?$/.test(amount)) return null;
  if (typeof amount === 'number' && !Number.isFinite(amount)) return null;
  return new Big(amount);
}
