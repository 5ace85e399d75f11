import type { WebhookAttemptReason, WebhookState } from './webhook.js';
import { nextAttemptAt } from './webhook.schedule.js';

/** Where a webhook stands and what is planned for it. */
export interface WebhookProgress {
  readonly state: WebhookState;
  /** Attempts made by schedule. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}

/**
 * Where a webhook stands after an attempt. A delivered one never goes back; a failed resend changes no plan.
 *
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
    const next = nextAttemptAt(attempts, schedule, now);
    return { state: next === null ? 'failed' : 'pending', attempts, nextAttemptAt: next };
  }
  return before.state === 'pending' && before.nextAttemptAt !== null
    ? before
    : { state: 'failed', attempts, nextAttemptAt: null };
}
