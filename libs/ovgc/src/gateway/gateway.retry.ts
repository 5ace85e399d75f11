import { fullJitter } from '../retry/backoff.js';
import type { RejectedAnswer, UnexpectedAnswer } from './gateway.answer.js';
import type { Unavailable } from './gateway.failure.js';

/** The first wait is at most half a second; the ceiling doubles up to 5 s, as in the clients of other gateways. */
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 5_000;

/**
 * The longest `Retry-After` that is waited for: a customer waits for the checkout page meanwhile, and 10 s is what one
 * attempt may take by default.
 */
const MAX_RETRY_AFTER_MS = 10_000;

/** Whether a failed attempt is repeated, and after how many milliseconds. */
export type RetryDecision =
  { readonly retry: false } | { readonly retry: true; readonly waitMs: number };

const STOP: RetryDecision = { retry: false };

/**
 * Decides whether a failed attempt is repeated, and how long to wait before. Pure, but for chance.
 *
 * @param attempt which attempt failed, from 1
 * @param retries how often the call may be repeated, from the options
 */
export function shouldRetry(
  failed: RejectedAnswer | UnexpectedAnswer | Unavailable,
  { attempt, retries }: { readonly attempt: number; readonly retries: number },
  random: () => number = Math.random,
): RetryDecision {
  // The gateway would reject the same request again.
  if (failed.kind === 'rejected') return STOP;
  // Something that is not the gateway has answered, or the gateway in a way nobody documents: a person must look.
  if (failed.kind === 'unexpected') return STOP;
  // The app can't wait for another answer.
  if (failed.reason === 'shutdown') return STOP;
  if (attempt > retries) return STOP;
  const delayMs = fullJitter(attempt, FIRST_DELAY_MS, MAX_DELAY_MS, random);
  if (failed.retryAfterMs !== null) {
    // Asking earlier than the gateway allows would be refused again, and nobody waits that long for a checkout page.
    if (failed.retryAfterMs > MAX_RETRY_AFTER_MS) return STOP;
    // All clients are told the same time, so each adds its own delay.
    return { retry: true, waitMs: failed.retryAfterMs + delayMs };
  }
  // A connection error, a timeout, a 408, a 429 or a 5xx. The gateway may have created the payment, and repeating the
  // request is safe: it is idempotent by order_uuid.
  return { retry: true, waitMs: delayMs };
}

/**
 * Reads a `Retry-After` header: a number of seconds, or an HTTP date (RFC 9110, 10.2.3).
 *
 * @param sentAt the header `Date` of the same answer: a date is by the gateway's clock, and ours may be wrong
 * @returns milliseconds from now on, 0 for a date in the past; null when there is no such header, or it is neither
 */
export function parseRetryAfter(header: unknown, sentAt: unknown): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = parseHttpDate(header);
  return date === null ? null : Math.max(0, date - (parseHttpDate(sentAt) ?? Date.now()));
}

function parseHttpDate(header: unknown): number | null {
  // Date.parse takes much that is no HTTP date, such as "-5" and "1.5".
  if (typeof header !== 'string' || !header.endsWith(' GMT')) return null;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date;
}
