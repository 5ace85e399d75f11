import { eventId } from '../events/event.record.js';
import {
  PaymentConflictedEvent,
  PaymentDeclinedEvent,
  type PaymentEvent,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
} from '../events/payment.events.js';
import { toPayment } from '../ledger/payment.row.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import type { Account } from '../payments/payment.js';
import { type Arrival, statusAfter, transition } from '../payments/payment.status-machine.js';

/** Something that is known to have happened to a payment. */
export interface Fact {
  /** The payment as the ledger has it. */
  readonly payment: PaymentRow;
  readonly arrival: Arrival;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
}

/** What a series of facts comes to. */
export interface Settled {
  /** The payments that moved, each as it stands at the end. */
  readonly moved: readonly PaymentRow[];
  readonly events: readonly PaymentEvent[];
}

/** Folds facts, in their order, into what they change. Pure: several facts of one payment build on each other. */
export function settle(account: Account, facts: readonly Fact[], now: number): Settled {
  const standing = new Map<string, PaymentRow>();
  const moved = new Set<string>();
  const events: PaymentEvent[] = [];
  for (const { payment, arrival, at } of facts) {
    const before = standing.get(payment.orderUuid) ?? payment;
    const change = transition(before.status, arrival, at >= before.expiresAt);
    if (change.kind === 'unchanged') continue;
    const status = statusAfter(change);
    const after = status === null ? before : moveTo(before, status, now);
    if (status !== null) moved.add(payment.orderUuid);
    standing.set(payment.orderUuid, after);
    events.push(eventOf(account, change, after, now));
  }
  return { moved: [...moved].flatMap((orderUuid) => standing.get(orderUuid) ?? []), events };
}

function moveTo(row: PaymentRow, status: PaymentRow['status'], now: number): PaymentRow {
  return { ...row, status, paidAt: status === 'Paid' ? now : row.paidAt, updatedAt: now };
}

function eventOf(
  account: Account,
  change: Exclude<ReturnType<typeof transition>, { kind: 'unchanged' }>,
  row: PaymentRow,
  now: number,
): PaymentEvent {
  const payment = toPayment(row, account);
  const at = new Date(now);
  const id = (type: string) => eventId(payment, type);
  switch (change.kind) {
    case 'paid':
      return new PaymentSucceededEvent(id(PaymentSucceededEvent.type), payment, at, change.late);
    case 'declined':
      return new PaymentDeclinedEvent(id(PaymentDeclinedEvent.type), payment, at);
    case 'expired':
      return new PaymentExpiredEvent(id(PaymentExpiredEvent.type), payment, at);
    case 'conflicted':
      return new PaymentConflictedEvent(id(PaymentConflictedEvent.type), payment, at);
  }
}
