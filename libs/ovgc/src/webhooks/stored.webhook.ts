import type { WebhookUnrecognisedReason } from '../events/webhook.events.js';
import type { WebhookDecision, WebhookOutcome, WebhookState } from '../ledger/ledger.tables.js';
import type { WebhookRow } from '../ledger/webhooks.queries.js';

/** A webhook in the ledger. Copies of it are not stored. */
export interface StoredWebhook {
  readonly id: string;
  /** The transaction of its payment, or the one that it names; null when it names none. */
  readonly transactionId: string | null;
  /** What it says of the payment. */
  readonly outcome: WebhookOutcome;
  readonly state: WebhookState;
  /** Why it was not recognised; null when it was. */
  readonly reason: WebhookUnrecognisedReason | null;
  /** The body as it came, without secrets. JSON. */
  readonly body: string;
  readonly receivedAt: Date;
  /** What a person has decided about it; null unless its state is `resolved`. */
  readonly resolution: WebhookResolution | null;
}

/** What a person has decided about a webhook. */
export interface WebhookResolution {
  readonly decision: WebhookDecision;
  /** The order whose payment the decision was applied to; null when the webhook was ignored. */
  readonly orderUuid: string | null;
  /** Who decided it. */
  readonly by: string;
  /** Why. */
  readonly note: string;
  /** Whether the decision was allowed to contradict the body. */
  readonly forced: boolean;
  readonly resolvedAt: Date;
}

/** Makes the public webhook of a row. */
export function toStoredWebhook(row: WebhookRow): StoredWebhook {
  const { transactionId, outcome, state, reason, body } = row;
  const receivedAt = new Date(row.receivedAt);
  const resolution = toResolution(row);
  return {
    id: String(row.id),
    transactionId,
    outcome,
    state,
    reason,
    body,
    receivedAt,
    resolution,
  };
}

function toResolution(row: WebhookRow): WebhookResolution | null {
  const { decision, decidedOrder, decidedBy, decidedNote, decidedAt, forced } = row;
  if (decision === null) return null;
  return {
    decision,
    orderUuid: decidedOrder,
    by: decidedBy ?? '',
    note: decidedNote ?? '',
    forced: forced === 1,
    resolvedAt: new Date(decidedAt ?? 0),
  };
}
