import { formatCountdown, formatDistance, formatDuration } from './moment.js';

const now = Date.parse('2026-01-31T12:00:00Z');

describe('a time beside now', () => {
  it.each([
    [0, 'just now'],
    [-4_000, 'just now'],
    [-12_000, '12 s ago'],
    [-59_000, '59 s ago'],
    [-60_000, '1 min ago'],
    [-3_599_000, '59 min ago'],
    [-3_600_000, '1 h ago'],
    [-172_799_000, '47 h ago'],
    [-172_800_000, '2026-01-29'],
    [90_000, 'in 1 min'],
  ])('%i ms away is %s', (away, words) => {
    expect(formatDistance(now + away, now)).toBe(words);
  });
});

describe('a countdown', () => {
  it.each([
    [1_800_000, '30:00'],
    [61_001, '1:02'],
    [9_000, '0:09'],
    [-5, '0:00'],
    [3_729_000, '1:02:09'],
  ])('of %i ms reads %s', (span, text) => {
    expect(formatCountdown(span)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [40_000, '40 s'],
    [1_860_000, '31 min'],
    [1_859_990, '31 min'],
    [1_895_000, '31 min 35 s'],
    [7_500_000, '2 h 5 min'],
    [7_205_000, '2 h'],
    [97_200_000, '1 d 3 h'],
  ])('of %i ms reads %s', (span, text) => {
    expect(formatDuration(span)).toBe(text);
  });
});
