import 'reflect-metadata';
import fc from 'fast-check';
import { DeliveryOptions } from '../ovgc.options.js';
import { failed, handled, interrupted } from './delivery.schedule.js';

const defaults = new DeliveryOptions();

/** A number in [0, 1), as Math.random gives it. */
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

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

  it('is repeated until the time is over, and then given up', () => {
    const { retryForMs } = defaults;
    const at = (endedAt: number) =>
      failed({ attempt: 2, firstAttemptAt: 1000, endedAt }, 'no', defaults).state;
    expect(at(1000 + retryForMs - 1)).toBe('pending');
    expect(at(1000 + retryForMs)).toBe('failed');
    expect(at(1000 + retryForMs + 1)).toBe('failed');
  });

  it('is given up at once where no time is given', () => {
    const once = Object.assign(new DeliveryOptions(), { retryForMs: 0 });
    expect(failed({ attempt: 1, firstAttemptAt: 7, endedAt: 7 }, 'no', once)).toEqual({
      state: 'failed',
      nextAttemptAt: 7,
      lastError: 'no',
      finishedAt: 7,
    });
  });

  it('waits between nothing and its ceiling, whole milliseconds, whatever the options', () => {
    const options = fc.record({
      firstRetryMs: fc.integer({ min: 1, max: 2 ** 31 }),
      longestRetryMs: fc.integer({ min: 1, max: 2 ** 31 }),
      retryForMs: fc.nat(),
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
          expect(next.state).toBe(took >= given.retryForMs ? 'failed' : 'pending');
          const wait = next.nextAttemptAt - endedAt;
          expect(Number.isSafeInteger(next.nextAttemptAt)).toBe(true);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(given.longestRetryMs);
          expect(wait).toBeLessThanOrEqual(given.firstRetryMs * 2 ** (attempt - 1));
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
    const late = { ...ended, endedAt: 10 + defaults.retryForMs };
    expect(interrupted(late, defaults).state).toBe('failed');
  });
});
