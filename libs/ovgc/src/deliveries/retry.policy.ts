import type { Settlement } from '../ledger/leases.queries.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import { fullJitter } from '../retry/backoff.js';

/** A try of a delivery that has ended. */
export interface EndedTry {
  /** Which try it was, from 1. */
  readonly attempt: number;
  /** When the first one began, and when this one ended; milliseconds since 1970. */
  readonly firstAttemptAt: number;
  readonly endedAt: number;
}

/** How a try that worked settles its delivery. */
export function handled(ended: EndedTry): Settlement {
  return {
    state: 'done',
    nextAttemptAt: ended.endedAt,
    lastError: null,
    finishedAt: ended.endedAt,
  };
}

/**
 * How a try settles that the end of its process cut off. The first try is made again at once: a restart is no fault of
 * its. A later one may well be what ended the process, and waits like any that failed.
 */
export function interrupted(
  ended: EndedTry,
  options: DeliveryOptions,
  random: () => number = Math.random,
): Settlement {
  const error = 'the process ended while it ran';
  if (ended.attempt > 1) return failed(ended, error, options, random);
  return { state: 'pending', nextAttemptAt: ended.endedAt, lastError: error, finishedAt: null };
}

/** How a try that failed settles its delivery: again later, or given up when it has been tried for long enough. */
export function failed(
  ended: EndedTry,
  error: string,
  options: DeliveryOptions,
  random: () => number = Math.random,
): Settlement {
  const { attempt, firstAttemptAt, endedAt } = ended;
  if (endedAt - firstAttemptAt >= options.maxRetryDurationMs) return givenUp(ended, error);
  const wait = fullJitter(attempt, options.initialDelayMs, options.maxDelayMs, random);
  return { state: 'pending', nextAttemptAt: endedAt + wait, lastError: error, finishedAt: null };
}

/** How a try settles that no further one could do better. */
export function givenUp({ endedAt }: EndedTry, error: string): Settlement {
  return { state: 'failed', nextAttemptAt: endedAt, lastError: error, finishedAt: endedAt };
}
