import { brandOf, spaceDigits } from './card-number.js';

describe('a card number', () => {
  it('is spaced as it is printed on cards of its brand', () => {
    expect(spaceDigits('4242424242424242')).toBe('4242 4242 4242 4242');
    expect(spaceDigits('378282246310005')).toBe('3782 822463 10005');
    expect(spaceDigits('99999')).toBe('9999 9');
  });

  it.each([
    ['4', 'Visa', 3],
    ['2221', 'Mastercard', 3],
    ['37', 'American Express', 4],
    ['6011', undefined, undefined],
    ['', undefined, undefined],
  ])('that starts with “%s” is of the brand %s', (digits, name, codeLength) => {
    const brand = brandOf(digits);

    expect([brand?.niceType, brand?.code.size]).toEqual([name, codeLength]);
  });
});
