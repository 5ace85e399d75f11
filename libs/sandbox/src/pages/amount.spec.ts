import { formatAmount } from './amount.js';

describe('an amount', () => {
  it.each([
    ['25.00', '$25.00'],
    ['0.50', '$0.50'],
    ['1299.00', '$1,299.00'],
    ['90071992547409.93', '$90,071,992,547,409.93'],
  ])('%s reads %s', (amount, text) => {
    expect(formatAmount(amount)).toBe(text);
  });

  it('that is no decimal is an error that shows what one looks like', () => {
    expect(() => formatAmount('free')).toThrow('An amount is a decimal like 25.00, not "free".');
  });
});
