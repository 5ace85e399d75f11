import fc from 'fast-check';
import { fullJitter } from './backoff.js';

describe('the wait before a retry', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [4, 4000],
    [5, 5000],
    [99, 5000],
  ])('number %d is at most %d ms of half a second doubling to five', (retry, ceiling) => {
    expect(fullJitter(retry, 500, 5000, () => 1)).toBe(ceiling);
    expect(fullJitter(retry, 500, 5000, () => 0.5)).toBe(ceiling / 2);
    expect(fullJitter(retry, 500, 5000, () => 0)).toBe(0);
  });

  it('is left to chance all the way: those who failed together don’t come back together', () => {
    const waits = Array.from({ length: 1000 }, () => fullJitter(4, 500, 5000));
    const quarter = (i: number) =>
      waits.filter((wait) => Math.min(3, Math.floor(wait / 1000)) === i);
    expect([0, 1, 2, 3].filter((i) => quarter(i).length < 100)).toEqual([]);
  });

  it('is a whole number of milliseconds, never beyond its ceiling, however many there were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        (retry, first, longest) => {
          const wait = fullJitter(retry, first, longest);
          return Number.isSafeInteger(wait) && wait >= 0 && wait <= longest;
        },
      ),
    );
  });
});
