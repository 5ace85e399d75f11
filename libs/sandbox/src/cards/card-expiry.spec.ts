import { hasExpired, readExpiry } from './card-expiry.js';

describe('an expiry date', () => {
  it.each(['04/31', '4/31', '04 / 31', '04-31', '04.31', '04 31', '0431', '04/2031', '042031'])(
    'is read from “%s”',
    (typed) => {
      expect(readExpiry(typed)).toEqual({ month: 4, year: 2031 });
    },
  );

  it.each([
    '',
    '4',
    '431',
    '04/3',
    '04/031',
    '04//31',
    'April 31',
    '2031-04',
    '04/31/01',
    '4242424242424242',
  ])('is not read from “%s”', (typed) => {
    expect(readExpiry(typed)).toBeNull();
  });

  it('lets the card be used to the last moment of its month, and not a moment longer', () => {
    const december = { month: 12, year: 2030 };

    expect(hasExpired(december, new Date('2030-12-31T23:59:59.999Z'))).toBe(false);
    expect(hasExpired(december, new Date('2031-01-01T00:00:00.000Z'))).toBe(true);
  });
});
