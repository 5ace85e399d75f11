import { LONGEST_HELD_MS } from '../faults/fault.kinds.js';
import type { FaultRule } from '../faults/fault.rule.js';
import type { WebhookAttempt, WebhookAttemptReason, WebhookState } from './webhook.js';

/**
 * The waits between a webhook's attempts: eight attempts, the first at once, the last about 31 hours later. Whether the
 * real gateway retries is not published; this is what its peers publish.
 */
export const DEFAULT_RETRY_SCHEDULE = ['5s', '30s', '2m', '10m', '1h', '6h', '24h'] as const;

/** The state of a webhook and what is planned for it. */
export interface WebhookProgress {
  readonly state: WebhookState;
  /** Scheduled attempts so far. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}

/**
 * The state of a new webhook and when its first attempt is due.
 *
 * @param url where it is sent; null when nowhere.
 */
export function initialProgress(
  url: string | null,
  fault: FaultRule<'webhook'> | null,
  now: Date,
): Omit<WebhookProgress, 'attempts'> {
  if (url === null) return { state: 'no_endpoint', nextAttemptAt: null };
  if (fault?.kind === 'drop') return { state: 'dropped', nextAttemptAt: null };
  const wait = fault?.kind === 'reorder' ? LONGEST_HELD_MS : (fault?.delayMs ?? 0);
  return { state: 'pending', nextAttemptAt: new Date(now.getTime() + wait) };
}

/**
 * The progress of a webhook after an attempt. A delivered webhook stays delivered; a failed resend changes no plan.
 *
 * @param schedule milliseconds between one attempt and the next.
 * @param now when the attempt ended, by the sandbox's clock.
 */
export function afterAttempt(
  before: WebhookProgress,
  attempt: { readonly reason: WebhookAttemptReason; readonly delivered: boolean },
  schedule: readonly number[],
  now: Date,
): WebhookProgress {
  const attempts = before.attempts + (attempt.reason === 'schedule' ? 1 : 0);
  if (attempt.delivered || before.state === 'delivered') {
    return { state: 'delivered', attempts, nextAttemptAt: null };
  }
  if (attempt.reason === 'schedule') {
    const wait = schedule[attempts - 1];
    if (wait === undefined) return { state: 'failed', attempts, nextAttemptAt: null };
    return { state: 'pending', attempts, nextAttemptAt: new Date(now.getTime() + wait) };
  }
  return before.state === 'pending' && before.nextAttemptAt !== null
    ? before
    : { state: 'failed', attempts, nextAttemptAt: null };
}

/** An attempt in one line for the log: what was sent, the answer, and what is next. */
export function attemptLine(
  webhook: { readonly event: string; readonly transactionId: string },
  attempt: WebhookAttempt,
  { state, nextAttemptAt }: WebhookProgress,
): string {
  const { reason, url, status, error, latencyMs } = attempt;
  const why = reason === 'schedule' ? '' : ` (${reason})`;
  const isLast = state === 'failed' && reason === 'schedule';
  const next = nextAttemptAt
    ? `; next attempt ${nextAttemptAt.toISOString().slice(0, 19)}Z`
    : isLast
      ? '; no attempts left'
      : '';
  return `${webhook.event} ${webhook.transactionId}${why} to ${url}: ${status ?? error} in ${latencyMs} ms${next}`;
}
