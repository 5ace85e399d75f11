import { type EventRecord, eventRecord } from '../events/event.record.js';
import {
  PaymentConflictedEvent,
  PaymentDeclinedEvent,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
} from '../events/payment.events.js';
import type { PaymentMove, PaymentRow } from '../ledger/payments.queries.js';
import type { Outcome } from '../payments/payment.outcome.js';
import { statusAfter, type Transition, transition } from '../payments/payment.status-machine.js';

/** An outcome of a payment. */
export interface PaymentOutcome {
  /** The payment as the ledger has it. */
  readonly payment: PaymentRow;
  readonly outcome: Outcome;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
}

/** What a series of outcomes changes. */
export interface PaymentChanges {
  readonly moves: readonly PaymentMove[];
  readonly events: readonly EventRecord[];
}

/**
 * Decides what outcomes change, in their order. Pure: several outcomes of one payment build on each other.
 *
 * @param now milliseconds since 1970
 */
export function decideChanges(outcomes: readonly PaymentOutcome[], now: number): PaymentChanges {
  const rows = new Map<string, PaymentRow>();
  const moves = new Map<string, PaymentMove>();
  const events: EventRecord[] = [];
  for (const { payment, outcome, at } of outcomes) {
    const before = rows.get(payment.orderUuid) ?? payment;
    const change = transition(before.status, outcome, at >= before.expiresAt);
    if (change.kind === 'unchanged') continue;
    const status = statusAfter(change);
    const after = status === null ? before : moveTo(before, status, now);
    rows.set(payment.orderUuid, after);
    if (status !== null) moves.set(payment.orderUuid, { from: payment.status, to: after });
    events.push(eventOf(change, after, now));
  }
  return { moves: [...moves.values()], events };
}

function moveTo(row: PaymentRow, status: PaymentRow['status'], now: number): PaymentRow {
  return { ...row, status, paidAt: status === 'Paid' ? now : row.paidAt, updatedAt: now };
}

function eventOf(
  change: Exclude<Transition, { kind: 'unchanged' }>,
  payment: PaymentRow,
  now: number,
): EventRecord {
  switch (change.kind) {
    case 'paid':
      return eventRecord(PaymentSucceededEvent.type, payment, now, { late: change.late });
    case 'declined':
      return eventRecord(PaymentDeclinedEvent.type, payment, now);
    case 'expired':
      return eventRecord(PaymentExpiredEvent.type, payment, now);
    case 'conflicted':
      return eventRecord(PaymentConflictedEvent.type, payment, now);
  }
}
