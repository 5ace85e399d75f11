import Big from 'big.js';
import { readAmount } from './payment.amount.js';

describe('an amount', () => {
  it.each([
    ['25', '25.00'],
    ['19.99', '19.99'],
    ['1', '1.00'],
    ['1.000', '1.00'],
    ['9999999999.99', '9999999999.99'],
  ])('of %s is taken', (amount, exact) => {
    expect(readAmount(new Big(amount), '1.00')).toBe(exact);
  });

  it.each([
    ['0.99'],
    ['0'],
    ['-25'],
    ['19.999'],
    ['1.001'],
    ['10000000000'],
    ['1e300'],
    ['1e-300'],
  ])('of %s is not', (amount) => {
    expect(readAmount(new Big(amount), '1.00')).toBeNull();
  });

  it('is held against the minimum that is set', () => {
    expect(readAmount(new Big('4.99'), '5.00')).toBeNull();
    expect(readAmount(new Big('0.01'), '0.01')).toBe('0.01');
  });
});
