import { readDuration } from './duration.js';

describe('a duration', () => {
  it.each([
    ['31m', 1_860_000],
    ['1.5 h', 5_400_000],
    ['2 days', 172_800_000],
    ['250ms', 250],
    ['PT31M', 1_860_000],
    ['P1DT2H3M4.5S', 93_784_500],
    ['P2W', 1_209_600_000],
    [1_860_000, 1_860_000],
    [0, 0],
  ])('is read from %j', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });

  it.each([
    [''],
    ['soon'],
    ['-5m'],
    ['P'],
    ['PT'],
    ['P1DT'],
    ['P1M'],
    ['P1Y'],
    ['31'],
    ['1e3'],
    [-1],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [null],
    [undefined],
    [{}],
    [['31m']],
    [true],
  ])('is not read from %j', (text) => {
    expect(readDuration(text)).toBeNull();
  });
});
