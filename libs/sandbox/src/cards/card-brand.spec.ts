import { CARD_BRANDS, gapsOf } from './card-brand.js';
import { spaceDigits } from './card-number.js';

describe('a card number', () => {
  it('is spaced as it is printed on cards of its brand', () => {
    expect(spaceDigits('4242424242424242', gapsOf('Visa'))).toBe('4242 4242 4242 4242');
    expect(spaceDigits('378282246310005', gapsOf('American Express'))).toBe('3782 822463 10005');
    expect(spaceDigits('99999', gapsOf('Nobody’s card'))).toBe('9999 9');
  });

  it('is of one of the brands of the test cards, and Amex alone has a code of four digits', () => {
    expect(CARD_BRANDS.map(({ name, codeLength }) => [name, codeLength])).toEqual(
      expect.arrayContaining([
        ['Visa', 3],
        ['Mastercard', 3],
        ['American Express', 4],
      ]),
    );
    expect(CARD_BRANDS).toHaveLength(3);
  });
});
