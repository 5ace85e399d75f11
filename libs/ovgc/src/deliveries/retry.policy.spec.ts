import 'reflect-metadata';
import fc from 'fast-check';
import { DeliveryOptions } from '../ovgc.options.js';
import { complete, recover, retry } from './retry.policy.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const defaults = new DeliveryOptions();

/** A number in [0, 1), as Math.random gives it. */
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** When the attempts of a handler that always fails end, in milliseconds since the first one began. */
function endsUntilDeadLettered(chances: readonly number[], took: number): readonly number[] {
  const ends: number[] = [];
  let begun = 0;
  for (let attempt = 1; ; attempt += 1) {
    const ended = { attempt, firstAttemptAt: 0, endedAt: begun + took };
    ends.push(ended.endedAt);
    const random = () => chances.at(attempt % chances.length) ?? 0;
    const { state, nextAttemptAt } = retry(ended, 'no', defaults, random);
    if (state === 'dead_lettered') return ends;
    begun = nextAttemptAt;
  }
}

describe('an attempt that succeeded', () => {
  it('completes its delivery', () => {
    expect(complete({ attempt: 3, firstAttemptAt: 10, endedAt: 25 })).toEqual({
      state: 'completed',
      nextAttemptAt: 25,
      lastError: null,
      finishedAt: 25,
    });
  });
});

describe('an attempt that failed', () => {
  it('is retried after a delay whose limit doubles up to maxDelayMs', () => {
    const limits = [1, 2, 3, 4, 12, 13, 100].map((attempt) => {
      const { nextAttemptAt } = retry(
        { attempt, firstAttemptAt: 0, endedAt: 0 },
        'no',
        defaults,
        () => 1,
      );
      return nextAttemptAt;
    });
    expect(limits).toEqual([1000, 2000, 4000, 8000, 2_048_000, 3_600_000, 3_600_000]);
  });

  it('can be retried at once', () => {
    const ended = { attempt: 9, firstAttemptAt: 0, endedAt: 50 };
    expect(retry(ended, 'no', defaults, () => 0)).toEqual({
      state: 'pending',
      nextAttemptAt: 50,
      lastError: 'no',
      finishedAt: null,
    });
  });

  it('is retried until 72 hours have passed, and then dead-lettered', () => {
    const at = (endedAt: number) =>
      retry({ attempt: 10, firstAttemptAt: 1000, endedAt }, 'no', defaults).state;
    expect(at(1000 + 72 * HOUR - 1)).toBe('pending');
    expect(at(1000 + 72 * HOUR)).toBe('dead_lettered');
    expect(at(1000 + 72 * HOUR + 1)).toBe('dead_lettered');
  });

  it('is retried until it had minAttempts, however long ago the first one was', () => {
    const after = (attempt: number) =>
      retry({ attempt, firstAttemptAt: 0, endedAt: 96 * HOUR }, 'no', defaults).state;
    expect(after(2)).toBe('pending');
    expect(after(9)).toBe('pending');
    expect(after(10)).toBe('dead_lettered');
  });

  it('is retried at least once an hour during these 72 hours, and then dead-lettered', () => {
    const takes = fc.integer({ min: 10 * SECOND, max: MINUTE });
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1 }), takes, (chances, took) => {
        const ends = endsUntilDeadLettered(chances, took);
        const delays = ends.slice(1).map((end, i) => end - (ends.at(i) ?? 0));
        expect(Math.max(...delays)).toBeLessThanOrEqual(HOUR + took);
        expect(ends.at(-1)).toBeGreaterThanOrEqual(72 * HOUR);
        expect(ends.at(-2)).toBeLessThan(72 * HOUR);
      }),
    );
  });

  it('is dead-lettered at once when maxRetryDurationMs is 0', () => {
    const once = Object.assign(new DeliveryOptions(), { maxRetryDurationMs: 0 });
    expect(retry({ attempt: 1, firstAttemptAt: 7, endedAt: 7 }, 'no', once)).toEqual({
      state: 'dead_lettered',
      nextAttemptAt: 7,
      lastError: 'no',
      finishedAt: 7,
    });
  });

  it('is retried after whole milliseconds between 0 and the limit, whatever the options', () => {
    const options = fc.record({
      initialDelayMs: fc.integer({ min: 1, max: 2 ** 31 }),
      maxDelayMs: fc.integer({ min: 1, max: 2 ** 31 }),
      maxRetryDurationMs: fc.nat(),
      minAttempts: fc.integer({ min: 1, max: 100_000 }),
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
          const next = retry(
            ended,
            'no',
            Object.assign(new DeliveryOptions(), given),
            () => random,
          );
          const isOver =
            given.maxRetryDurationMs === 0 ||
            (took >= given.maxRetryDurationMs && attempt >= given.minAttempts);
          expect(next.state).toBe(isOver ? 'dead_lettered' : 'pending');
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

describe('an attempt that ended with its process', () => {
  const error = 'the process ended while the handler was running';

  it('is retried at once when it was the first: a restart is not its fault', () => {
    const ended = { attempt: 1, firstAttemptAt: 10, endedAt: 50 };
    expect(recover(ended, defaults)).toEqual({
      state: 'pending',
      nextAttemptAt: 50,
      lastError: error,
      finishedAt: null,
    });
  });

  it('has failed when it was not the first: it may be what ended the process', () => {
    const ended = { attempt: 2, firstAttemptAt: 10, endedAt: 50 };
    expect(recover(ended, defaults, () => 1)).toEqual(retry(ended, error, defaults, () => 1));
    const late = { attempt: 10, firstAttemptAt: 10, endedAt: 10 + 72 * HOUR };
    expect(recover(late, defaults).state).toBe('dead_lettered');
  });
});
