import 'reflect-metadata';
import fc from 'fast-check';
import { DeliveryOptions } from '../ovgc.options.js';
import { failed, handled, interrupted } from './retry.policy.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const defaults = new DeliveryOptions();

/** A number in [0, 1), as Math.random gives it. */
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** When the tries end of a handler that always fails, counted from when the first one began. */
function endsUntilGivenUp(chances: readonly number[], took: number): readonly number[] {
  const ends: number[] = [];
  let begun = 0;
  for (let attempt = 1; ; attempt += 1) {
    const ended = { attempt, firstAttemptAt: 0, endedAt: begun + took };
    ends.push(ended.endedAt);
    const random = () => chances.at(attempt % chances.length) ?? 0;
    const { state, nextAttemptAt } = failed(ended, 'no', defaults, random);
    if (state === 'failed') return ends;
    begun = nextAttemptAt;
  }
}

describe('a try that worked', () => {
  it('settles its delivery for good', () => {
    expect(handled({ attempt: 3, firstAttemptAt: 10, endedAt: 25 })).toEqual({
      state: 'done',
      nextAttemptAt: 25,
      lastError: null,
      finishedAt: 25,
    });
  });
});

describe('a try that failed', () => {
  it('is repeated within a doubling ceiling that has a ceiling of its own', () => {
    const ceilings = [1, 2, 3, 4, 12, 13, 100].map((attempt) => {
      const { nextAttemptAt } = failed(
        { attempt, firstAttemptAt: 0, endedAt: 0 },
        'no',
        defaults,
        () => 1,
      );
      return nextAttemptAt;
    });
    expect(ceilings).toEqual([1000, 2000, 4000, 8000, 2_048_000, 3_600_000, 3_600_000]);
  });

  it('may be repeated at once', () => {
    const ended = { attempt: 9, firstAttemptAt: 0, endedAt: 50 };
    expect(failed(ended, 'no', defaults, () => 0)).toEqual({
      state: 'pending',
      nextAttemptAt: 50,
      lastError: 'no',
      finishedAt: null,
    });
  });

  it('is repeated until 72 hours are over, and then given up', () => {
    const at = (endedAt: number) =>
      failed({ attempt: 2, firstAttemptAt: 1000, endedAt }, 'no', defaults).state;
    expect(at(1000 + 72 * HOUR - 1)).toBe('pending');
    expect(at(1000 + 72 * HOUR)).toBe('failed');
    expect(at(1000 + 72 * HOUR + 1)).toBe('failed');
  });

  it('is repeated all along these 72 hours, at least once an hour, and then given up', () => {
    const takes = fc.integer({ min: 10 * SECOND, max: MINUTE });
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1 }), takes, (chances, took) => {
        const ends = endsUntilGivenUp(chances, took);
        const pauses = ends.slice(1).map((end, i) => end - (ends.at(i) ?? 0));
        expect(Math.max(...pauses)).toBeLessThanOrEqual(HOUR + took);
        expect(ends.at(-1)).toBeGreaterThanOrEqual(72 * HOUR);
        expect(ends.at(-2)).toBeLessThan(72 * HOUR);
      }),
    );
  });

  it('is given up at once where no time is given', () => {
    const once = Object.assign(new DeliveryOptions(), { maxRetryDurationMs: 0 });
    expect(failed({ attempt: 1, firstAttemptAt: 7, endedAt: 7 }, 'no', once)).toEqual({
      state: 'failed',
      nextAttemptAt: 7,
      lastError: 'no',
      finishedAt: 7,
    });
  });

  it('waits between nothing and its ceiling, whole milliseconds, whatever the options', () => {
    const options = fc.record({
      initialDelayMs: fc.integer({ min: 1, max: 2 ** 31 }),
      maxDelayMs: fc.integer({ min: 1, max: 2 ** 31 }),
      maxRetryDurationMs: fc.nat(),
    });
    fc.assert(
      fc.property(
        options,
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(),
        chance,
        (given, attempt, took, random) => {
          const firstAttemptAt = 1_700_000_000_000;
          const endedAt = firstAttemptAt + took;
          const ended = { attempt, firstAttemptAt, endedAt };
          const next = failed(
            ended,
            'no',
            Object.assign(new DeliveryOptions(), given),
            () => random,
          );
          expect(next.state).toBe(took >= given.maxRetryDurationMs ? 'failed' : 'pending');
          const wait = next.nextAttemptAt - endedAt;
          expect(Number.isSafeInteger(next.nextAttemptAt)).toBe(true);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(given.maxDelayMs);
          expect(wait).toBeLessThanOrEqual(given.initialDelayMs * 2 ** (attempt - 1));
        },
      ),
    );
  });
});

describe('a try that the end of its process cut off', () => {
  const error = 'the process ended while it ran';

  it('is repeated at once the first time: a restart is no fault of its', () => {
    const ended = { attempt: 1, firstAttemptAt: 10, endedAt: 50 };
    expect(interrupted(ended, defaults)).toEqual({
      state: 'pending',
      nextAttemptAt: 50,
      lastError: error,
      finishedAt: null,
    });
  });

  it('has failed the second time: it may be what ended the process', () => {
    const ended = { attempt: 2, firstAttemptAt: 10, endedAt: 50 };
    expect(interrupted(ended, defaults, () => 1)).toEqual(failed(ended, error, defaults, () => 1));
    const late = { ...ended, endedAt: 10 + 72 * HOUR };
    expect(interrupted(late, defaults).state).toBe('failed');
  });
});
