import type { Generated } from 'kysely';
import type { StatedOutcome } from '../payments/payment.outcome.js';
import type { PaymentStatus } from '../payments/payment.js';

/**
 * The ledger's tables as Kysely sees them. The columns have the same names in snake case. Times are milliseconds
 * since 1970, and JSON is text: both are the same in every database.
 */
export interface LedgerTables {
  ovgcPayments: PaymentTable;
  ovgcWebhooks: WebhookTable;
  ovgcWebhookCandidates: WebhookCandidateTable;
  ovgcEvents: EventTable;
  ovgcDeliveries: DeliveryTable;
}

/**
 * One row for each order. Until the gateway has answered, it is an intent: without a transaction, a URL and a window.
 * An intent that outlives its call is in doubt: the gateway may have created the payment.
 */
export interface PaymentTable {
  account: string;
  orderUuid: string;
  transactionId: string | null;
  url: string | null;
  status: PaymentStatus;
  /** Exact decimal with two places, as text. */
  amount: string;
  email: string;
  successUrl: string;
  cancelUrl: string;
  productTitle: string | null;
  firstName: string | null;
  lastName: string | null;
  /** JSON. */
  metadata: string;
  createdAt: number;
  expiresAt: number | null;
  paidAt: number | null;
  updatedAt: number;
  /** The gateway's last order status; null when it never gave one. */
  gatewayStatus: PaymentStatus | null;
  /** When the gateway was last asked for it. */
  checkedAt: number | null;
}

/**
 * - `applied`: its payment is known, or it moves nothing.
 * - `unmatched`: no payment here belongs to it yet.
 * - `unrecognised`: it contradicts itself, or says what nobody knows. It is stored and reported, and moves nothing.
 * - `resolved`: it was unmatched or unrecognised, and a person has decided it.
 */
export const WEBHOOK_STATES = ['applied', 'unmatched', 'unrecognised', 'resolved'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** What a person can decide about a webhook. `ignored` moves nothing. */
export const WEBHOOK_DECISIONS = ['succeeded', 'declined', 'ignored'] as const;
export type WebhookDecision = (typeof WEBHOOK_DECISIONS)[number];

/** What a webhook says of its payment; `unrecognised` when that is unclear. */
export type WebhookOutcome = StatedOutcome | 'unrecognised';

/** One row for each distinct webhook. Copies leave nothing behind. */
export interface WebhookTable {
  id: Generated<number>;
  account: string;
  /** Two webhooks of an account with the same key are copies. */
  duplicateKey: string;
  /** The transaction of its payment, or the one that it names; null when it names none. */
  transactionId: string | null;
  outcome: WebhookOutcome;
  state: WebhookState;
  /** Why it was not recognised. */
  reason: WebhookProblemReason | null;
  /** The body as it came, without secrets. JSON. */
  body: string;
  receivedAt: number;
  /** When it was reported as unmatched. */
  reportedAt: number | null;
  /** What a person has decided; null unless it is resolved, as are the others that begin with `decided`. */
  decision: WebhookDecision | null;
  /** The order whose payment the decision was applied to; null when it was ignored. */
  decidedOrder: string | null;
  decidedBy: string | null;
  decidedNote: string | null;
  decidedAt: number | null;
  /** 1 when the decision was allowed to contradict the body: SQLite has no booleans. */
  forced: 0 | 1 | null;
}

/** Why a webhook was not recognised. */
export type WebhookProblemReason = 'contradictory' | 'unknown_status' | 'unidentified';

/** What an unmatched webhook may be matched by later: one row for each id that it names. */
export interface WebhookCandidateTable {
  webhookId: number;
  account: string;
  kind: 'transaction' | 'order';
  value: string;
}

/** One row an event, whether a durable handler listens to it or not. */
export interface EventTable {
  /** Made of the transaction and the event's name, so that the same event can't be stored twice. */
  id: string;
  account: string;
  name: string;
  orderUuid: string;
  transactionId: string;
  /** JSON. */
  payload: string;
  occurredAt: number;
  /** 1 while no durable handler listens to it, 0 once one does: SQLite has no booleans. */
  unhandled: 0 | 1;
}

/**
 * - `pending`: waits for an attempt, or an attempt is running under a lease.
 * - `completed`: the handler returned without an error.
 * - `dead_lettered`: not retried any more. It can be replayed.
 */
export const DELIVERY_STATES = ['pending', 'completed', 'dead_lettered'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One row for each event and durable handler. */
export interface DeliveryTable {
  id: Generated<number>;
  account: string;
  eventId: string;
  handler: string;
  orderUuid: string;
  state: DeliveryState;
  /** How many attempts began since it was created or last replayed. */
  attempts: number;
  firstAttemptAt: number | null;
  nextAttemptAt: number;
  /** Identifies the running attempt: only the holder of this token may store how it ended. */
  leaseToken: string | null;
  leaseUntil: number | null;
  lastError: string | null;
  createdAt: number;
  finishedAt: number | null;
  /** Of a delivery that was moved from another handler: the key that it had there. Null: made of the event and handler. */
  idempotencyKey: string | null;
}
