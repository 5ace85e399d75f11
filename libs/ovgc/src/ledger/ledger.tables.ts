import type { Generated } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';

/**
 * What the ledger keeps, as Kysely sees it; the columns are the same names in snake case. Times are milliseconds
 * since 1970, JSON is text: both are the same in every database.
 */
export interface LedgerTables {
  ovgcPayments: PaymentTable;
  ovgcWebhooks: WebhookTable;
  ovgcEvents: EventTable;
  ovgcDeliveries: DeliveryTable;
}

/**
 * One row an order. Until the gateway has answered it is an intent: without transaction, url and window. An
 * intent that outlives its call is one in doubt: the gateway may have created the payment.
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
  /** What the gateway's order status said when it was last asked; null when it never was, or never told. */
  gatewayStatus: PaymentStatus | null;
  /** When it was last asked for. */
  checkedAt: number | null;
}

/** `parked`: its transaction is not known yet. `unrecognised`: kept and reported, moves nothing. */
export const WEBHOOK_STATES = ['applied', 'parked', 'unrecognised'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** One row a distinct webhook; its copies leave nothing behind. */
export interface WebhookTable {
  id: Generated<number>;
  account: string;
  transactionId: string;
  /** The normalised outcome, or for an unrecognised one a digest of it: the last part of the key of a duplicate. */
  outcome: string;
  state: WebhookState;
  /** The body as it came, without the secret. JSON. */
  body: string;
  receivedAt: number;
  /** When it was reported as unmatched. */
  reportedAt: number | null;
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
}
