import type { AttemptEnd } from '../ledger/leases.queries.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import { fullJitter } from '../retry/backoff.js';

/** The options that decide when a handler is retried. */
export type RetryOptions = Pick<
  DeliveryOptions,
  'initialDelayMs' | 'maxDelayMs' | 'maxRetryDurationMs' | 'minAttempts'
>;

/** An attempt that has ended. Times are milliseconds since 1970. */
export interface EndedAttempt {
  /** Its number, from 1. */
  readonly attempt: number;
  /** When the first attempt of the delivery began. */
  readonly firstAttemptAt: number;
  /** When this attempt ended. */
  readonly endedAt: number;
}

/** The error that is stored when the process ended before the handler did. */
const INTERRUPTED = 'the process ended while the handler was running';

/** The attempt succeeded: the delivery is completed. */
export function complete({ endedAt }: EndedAttempt): AttemptEnd {
  return { state: 'completed', nextAttemptAt: endedAt, lastError: null, finishedAt: endedAt };
}

/**
 * The attempt failed: the handler is retried after a delay, or the delivery is dead-lettered when
 * `maxRetryDurationMs` has passed since its first attempt, and `minAttempts` have been made.
 */
export function retry(
  ended: EndedAttempt,
  error: string,
  options: RetryOptions,
  random: () => number = Math.random,
): AttemptEnd {
  const { attempt, endedAt } = ended;
  if (isOver(ended, options)) return deadLetter(ended, error);
  const delay = fullJitter(attempt, options.initialDelayMs, options.maxDelayMs, random);
  return { state: 'pending', nextAttemptAt: endedAt + delay, lastError: error, finishedAt: null };
}

/** While the app is down, or the clock is wrong, time passes without attempts. So it isn't time alone that ends them. */
function isOver(
  { attempt, firstAttemptAt, endedAt }: EndedAttempt,
  { maxRetryDurationMs, minAttempts }: RetryOptions,
): boolean {
  if (maxRetryDurationMs === 0) return true;
  return attempt >= minAttempts && endedAt - firstAttemptAt >= maxRetryDurationMs;
}

/** The attempt failed and a retry can't help: the delivery is dead-lettered. */
export function deadLetter({ endedAt }: EndedAttempt, error: string): AttemptEnd {
  return { state: 'dead_lettered', nextAttemptAt: endedAt, lastError: error, finishedAt: endedAt };
}

/**
 * The process ended during the attempt. A first attempt is retried at once, because a restart is not the handler's
 * fault. A later one counts as failed, because the handler itself may be what ends the process.
 */
export function recover(
  ended: EndedAttempt,
  options: RetryOptions,
  random: () => number = Math.random,
): AttemptEnd {
  if (ended.attempt > 1) return retry(ended, INTERRUPTED, options, random);
  const { endedAt } = ended;
  return { state: 'pending', nextAttemptAt: endedAt, lastError: INTERRUPTED, finishedAt: null };
}
