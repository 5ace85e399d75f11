import type { Insertable } from 'kysely';
import type { EventTable } from '../ledger/ledger.tables.js';
import { toPayment } from '../ledger/payment.row.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import type { Account, Payment } from '../payments/payment.js';
import {
  PaymentConflictedEvent,
  PaymentCreatedEvent,
  PaymentDeclinedEvent,
  type PaymentEvent,
  type PaymentEventType,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
} from './payment.events.js';

/** An event as operations on the ledger make it: plain data, which any engine can hand on. */
export interface EventRecord {
  /** One for each type of event and transaction, so that no event is stored twice. */
  readonly id: string;
  readonly type: PaymentEventType;
  /** The payment right after the event. */
  readonly payment: PaymentRow;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** Only for a success: the payment was Declined or Expired before. */
  readonly late?: boolean;
}

/** Makes an event of a payment. */
export function eventRecord(
  type: PaymentEventType,
  payment: PaymentRow,
  occurredAt: number,
  details: Pick<EventRecord, 'late'> = {},
): EventRecord {
  const id = `${payment.account}/${payment.transactionId}/${type}`;
  return { id, type, payment, occurredAt, ...details };
}

/** An event as listeners and handlers receive it. */
export function toEvent(record: EventRecord, account: Account): PaymentEvent {
  const { id, type, payment, occurredAt, late = false } = record;
  return createEvent(type, id, toPayment(payment, account), new Date(occurredAt), late);
}

/** An event as the ledger stores it, except for whether a durable handler listens to it. */
export function toEventRow(
  record: EventRecord,
  account: Account,
): Omit<Insertable<EventTable>, 'unhandled'> {
  const { id, type, payment, occurredAt, late } = record;
  return {
    id,
    account: payment.account,
    name: type,
    orderUuid: payment.orderUuid,
    transactionId: payment.transactionId,
    payload: JSON.stringify({ payment: toPayment(payment, account), late }),
    occurredAt,
  };
}

/**
 * Reads a stored event.
 *
 * @throws Error the row was written by a newer version, with an event that this one doesn't know
 */
export function fromEventRow(row: {
  readonly eventId: string;
  readonly name: string;
  readonly payload: string;
  readonly occurredAt: number;
}): PaymentEvent {
  const { payment: stored, late = false } = JSON.parse(row.payload) as StoredPayload;
  const payment: Payment = {
    ...stored,
    createdAt: new Date(stored.createdAt),
    expiresAt: new Date(stored.expiresAt),
    paidAt: stored.paidAt === null ? null : new Date(stored.paidAt),
    updatedAt: new Date(stored.updatedAt),
    // Events that an earlier version stored have neither.
    gatewayStatus: stored.gatewayStatus ?? null,
    checkedAt: stored.checkedAt ? new Date(stored.checkedAt) : null,
  };
  return createEvent(row.name, row.eventId, payment, new Date(row.occurredAt), late);
}

function createEvent(
  type: string,
  id: string,
  payment: Payment,
  occurredAt: Date,
  late: boolean,
): PaymentEvent {
  switch (type) {
    case PaymentCreatedEvent.type:
      return new PaymentCreatedEvent(id, payment, occurredAt);
    case PaymentSucceededEvent.type:
      return new PaymentSucceededEvent(id, payment, occurredAt, late);
    case PaymentDeclinedEvent.type:
      return new PaymentDeclinedEvent(id, payment, occurredAt);
    case PaymentExpiredEvent.type:
      return new PaymentExpiredEvent(id, payment, occurredAt);
    case PaymentConflictedEvent.type:
      return new PaymentConflictedEvent(id, payment, occurredAt);
    default:
      throw new Error(`the ledger holds an event that this version does not know: ${type}`);
  }
}

/** JSON has no dates: they come back as text. */
type StoredPayload = {
  readonly payment: {
    readonly [Key in keyof Payment]: Payment[Key] extends Date | null
      ? string | Extract<Payment[Key], null>
      : Payment[Key];
  };
  readonly late?: boolean;
};
