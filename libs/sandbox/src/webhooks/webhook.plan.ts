import { LONGEST_HELD_MS } from '../faults/fault.kinds.js';
import type { FaultRule, WebhookFaultKind } from '../faults/fault.rule.js';
import { sentBody } from './webhook.body.js';
import type { WebhookProgress } from './webhook.progress.js';

/** What an attempt sends, and how. */
export interface AttemptPlan {
  readonly body: Buffer;
  /** How many copies are sent at the same time. */
  readonly copies: number;
  /** What happens halfway through the body; null when it is sent whole. */
  readonly interruption: Interruption | null;
  /** Why the endpoint's answer is ignored; null when it counts. */
  readonly answerLost: string | null;
}

/** The connection is reset, or stays open without sending anything more. */
export type Interruption = 'reset' | 'stall';

const WRONG_SECRET = 'not_the_webhook_secret';

const ANSWER_LOST: Partial<Record<WebhookFaultKind, string>> = {
  lost_answer: 'answer lost (fault)',
  reset: 'connection reset halfway (fault)',
  timeout: 'stalled halfway (fault)',
};

/** The state of a new webhook and when its first attempt is due. */
export function initialProgress(
  fault: Pick<FaultRule<'webhook'>, 'kind' | 'delayMs'> | null,
  now: Date,
): WebhookProgress {
  if (fault?.kind === 'drop') return { state: 'dropped', attempts: 0, nextAttemptAt: null };
  const wait = fault?.kind === 'reorder' ? LONGEST_HELD_MS : (fault?.delayMs ?? 0);
  return { state: 'pending', attempts: 0, nextAttemptAt: new Date(now.getTime() + wait) };
}

/**
 * Plans an attempt.
 *
 * @param stored the webhook's JSON, with a placeholder where the secret goes.
 * @param fault the fault that affects this attempt; null when none does.
 */
export function attemptPlan(
  stored: string,
  secret: string,
  fault: WebhookFaultKind | null,
): AttemptPlan {
  const body = sentBody(stored, fault === 'wrong_secret' ? WRONG_SECRET : secret);
  return {
    body: fault === 'malformed' ? body.subarray(0, body.length / 2) : body,
    copies: fault === 'duplicate' ? 2 : 1,
    interruption: fault === 'reset' ? 'reset' : fault === 'timeout' ? 'stall' : null,
    answerLost: fault === null ? null : (ANSWER_LOST[fault] ?? null),
  };
}
