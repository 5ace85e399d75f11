import { LONGEST_HELD_MS } from '../faults/fault.kinds.js';
import type { WebhookFaultKind } from '../faults/fault.rule.js';
import type { WebhookState } from './webhook.js';
import { sentBody } from './webhook.body.js';

/** What leaves in an attempt, and how. */
export interface Shipment {
  readonly body: Buffer;
  /** How many copies leave at the same instant. */
  readonly copies: number;
  /** What happens half-way through the body; null when it is sent whole. */
  readonly breakOff: BreakOff | null;
  /** Why the answer, if one comes, is never seen; null when it is. */
  readonly answerLost: string | null;
}

/** The connection is closed, or stays open with nothing more on it. */
export type BreakOff = 'reset' | 'stall';

const WRONG_SECRET = 'not_the_webhook_secret';

/** Where a webhook stands when it is taken in, and when its first attempt is due. */
export function plannedWith(
  fault: { readonly kind: WebhookFaultKind; readonly delayMs: number | null } | null,
  at: Date,
): { readonly state: WebhookState; readonly nextAttemptAt: number | null } {
  if (fault?.kind === 'drop') return { state: 'dropped', nextAttemptAt: null };
  const wait = fault?.kind === 'reorder' ? LONGEST_HELD_MS : (fault?.delayMs ?? 0);
  return { state: 'pending', nextAttemptAt: at.getTime() + wait };
}

/**
 * What an attempt sends.
 *
 * @param kept the webhook's JSON, with a placeholder where the secret goes.
 * @param fault what befalls this attempt; null when nothing does.
 */
export function shipmentOf(kept: string, secret: string, fault: WebhookFaultKind | null): Shipment {
  const body = sentBody(kept, fault === 'wrong_secret' ? WRONG_SECRET : secret);
  return {
    body: fault === 'malformed' ? body.subarray(0, body.length / 2) : body,
    copies: fault === 'duplicate' ? 2 : 1,
    breakOff: fault === 'reset' ? 'reset' : fault === 'timeout' ? 'stall' : null,
    answerLost: fault === null ? null : (UNSEEN[fault] ?? null),
  };
}

const UNSEEN: Partial<Record<WebhookFaultKind, string>> = {
  lost_answer: 'answer lost (fault)',
  reset: 'connection reset half-way (fault)',
  timeout: 'stalled half-way (fault)',
};
