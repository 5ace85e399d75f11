import Big from 'big.js';
import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** The largest amount whose cents a JSON number still carries exactly. */
const LARGEST = new Big('9999999999999.99');

/** What is wrong with an amount, in words that finish "totalAmount …"; null when it can be charged. */
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
 * An amount as the ledger keeps it: an exact decimal with two places.
 *
 * @param amount in major units; {@link amountProblem} must have found nothing wrong with it
 */
export function canonicalAmount(amount: number | string): string {
  return new Big(amount).toFixed(2);
}

/** An amount as it goes out: the JSON number that prints exactly as the decimal does, `19.99` for 19.99. */
export function amountAsNumber(amount: string): number {
  return Number(amount);
}

/** class-validator: a chargeable amount in major units with at most two decimals. */
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
