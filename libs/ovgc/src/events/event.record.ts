import type { Insertable } from 'kysely';
import type { EventTable } from '../ledger/ledger.tables.js';
import type { Payment } from '../payments/payment.js';
import {
  PaymentConflictedEvent,
  PaymentCreatedEvent,
  PaymentDeclinedEvent,
  type PaymentEvent,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
  typeOf,
} from './payment.events.js';

/** The id of an event: one for each kind that can happen to a transaction, so that none can be stored twice. */
export function eventId(payment: Payment, type: string): string {
  return `${payment.account}/${payment.transactionId}/${type}`;
}

/** Converts an event to its row in the ledger. Whether a durable handler listens to it is for the caller to add. */
export function toEventRow(event: PaymentEvent): Omit<Insertable<EventTable>, 'unhandled'> {
  const { payment } = event;
  return {
    id: event.id,
    account: payment.account,
    name: typeOf(event),
    orderUuid: payment.orderUuid,
    transactionId: payment.transactionId,
    payload: JSON.stringify({
      payment,
      late: event instanceof PaymentSucceededEvent ? event.late : undefined,
    }),
    occurredAt: event.occurredAt.getTime(),
  };
}

/** An event as it was when it was stored. */
export function fromEventRow(row: {
  readonly eventId: string;
  readonly name: string;
  readonly payload: string;
  readonly occurredAt: number;
}): PaymentEvent {
  const { payment: stored, late } = JSON.parse(row.payload) as StoredPayload;
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
  const occurredAt = new Date(row.occurredAt);
  switch (row.name) {
    case PaymentCreatedEvent.type:
      return new PaymentCreatedEvent(row.eventId, payment, occurredAt);
    case PaymentSucceededEvent.type:
      return new PaymentSucceededEvent(row.eventId, payment, occurredAt, late ?? false);
    case PaymentDeclinedEvent.type:
      return new PaymentDeclinedEvent(row.eventId, payment, occurredAt);
    case PaymentExpiredEvent.type:
      return new PaymentExpiredEvent(row.eventId, payment, occurredAt);
    case PaymentConflictedEvent.type:
      return new PaymentConflictedEvent(row.eventId, payment, occurredAt);
    default:
      throw new Error(`the ledger holds an event that this version does not know: ${row.name}`);
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
