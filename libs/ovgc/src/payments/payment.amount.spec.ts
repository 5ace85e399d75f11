import fc from 'fast-check';
import { amountAsNumber, amountProblem, canonicalAmount } from './payment.amount.js';

// Holds rule 10: amounts are exact decimals.

/** An amount in cents as a person writes it, without any arithmetic on it. */
function decimalOf(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The same as JSON writes it: without zeros at the end. */
function printed(decimal: string): string {
  return `{"a":${decimal.replace(/\.?0+$/, '')}}`;
}

function sent(amount: number | string): string {
  return JSON.stringify({ a: amountAsNumber(canonicalAmount(amount)) });
}

describe('an amount', () => {
  it('of 19.99 goes out as 19.99', () => {
    expect(sent(19.99)).toBe('{"a":19.99}');
    expect(sent('19.99')).toBe('{"a":19.99}');
  });

  it('is kept as a decimal with two places', () => {
    expect([5, '5', 5.5, '5.50', '005.5', 1e3, 0.01].map(canonicalAmount)).toEqual(
      ['5.00', '5.00', '5.50', '5.50', '5.50', '1000.00', '0.01'], // prettier-ignore
    );
  });

  it.each([
    ['up to 100,000.00', 1, 1e7],
    ['up to the largest', 1e7, 999_999_999_999_999],
  ])('goes out as it is written, whether it came as a number or as a text, %s', (_, min, max) => {
    fc.assert(
      fc.property(fc.integer({ min, max }), (cents) => {
        const decimal = decimalOf(cents);
        expect(amountProblem(decimal)).toBeNull();
        expect(amountProblem(Number(decimal))).toBeNull();
        expect(canonicalAmount(decimal)).toBe(decimal);
        expect(canonicalAmount(Number(decimal))).toBe(decimal);
        expect(sent(decimal)).toBe(printed(decimal));
      }),
      { numRuns: 2000 },
    );
  });

  it('goes out as it is written for every cent up to 100.00', () => {
    const cents = Array.from({ length: 10_000 }, (_, i) => i + 1);
    expect(cents.map(decimalOf).filter((one) => sent(Number(one)) !== printed(one))).toEqual([]);
  });

  it.each<readonly [unknown, string | null]>([
    [9999999999999.99, null],
    ['9999999999999.99', null],
    ['10000000000000.00', 'must not be greater than 9999999999999.99'],
    [1e21, 'must not be greater than 9999999999999.99'],
    [Number.MAX_VALUE, 'must not be greater than 9999999999999.99'],
    [0, 'must be greater than zero'],
    [-0, 'must be greater than zero'],
    ['0.00', 'must be greater than zero'],
    [-5, 'must be greater than zero'],
    ['-0.01', 'must be greater than zero'],
    [19.999, 'must not have more than two decimals: round it before charging it'],
    ['0.001', 'must not have more than two decimals: round it before charging it'],
    [0.1 + 0.2, 'must not have more than two decimals: round it before charging it'],
    [Number.MIN_VALUE, 'must not have more than two decimals: round it before charging it'],
    [NaN, 'must be a decimal number in major units, such as 25.00'],
    [Infinity, 'must be a decimal number in major units, such as 25.00'],
    [-Infinity, 'must be a decimal number in major units, such as 25.00'],
    ...['', ' ', ' 5', '5 ', '5\n', '1e3', '0x10', '1,000.00', '5.', '.5', '+5', '--5', '٥'].map(
      (text) => [text, 'must be a decimal number in major units, such as 25.00'] as const,
    ),
    ...[undefined, null, true, 5n, [], [5], {}, new Number(5)].map(
      (value) =>
        [value, 'must be a number or a decimal string in major units, such as 25.00'] as const,
    ),
  ])('of %p: %p', (amount, problem) => {
    expect(amountProblem(amount)).toBe(problem);
  });

  it('has a problem in words or can be charged exactly, whatever it is', () => {
    const anything = fc.oneof(fc.double(), fc.string(), fc.anything());
    fc.assert(
      fc.property(anything, (value) => {
        const problem = amountProblem(value);
        if (problem !== null) return problem.length > 10;
        return /^\d{1,13}\.\d\d$/.test(canonicalAmount(value as number | string));
      }),
      { numRuns: 2000 },
    );
  });
});
