import { type EventRecord, eventRecord } from '../events/event.record.js';
import { PaymentCreatedEvent } from '../events/payment.events.js';
import {
  isPayment,
  type OrderRow,
  type PaymentRow,
  selectOrdersOrTransactions,
  storePayments,
} from '../ledger/payments.queries.js';
import type { Operation } from '../ledger/unit-of-work.js';
import { selectCandidates } from '../ledger/webhooks.queries.js';
import { storeEvents } from '../transitions/event.outbox.js';
import { applyUnmatchedWebhooks } from '../transitions/unmatched.webhooks.js';

/** The payment that an order or a transaction has in the ledger. */
export interface ResolvedPayment {
  readonly row: PaymentRow;
  /** Whether this answer created it. */
  readonly isNew: boolean;
}

/**
 * Stores payments that the gateway has created, and applies the webhooks that came before the answer.
 *
 * Returns the payment that the ledger has for each. It differs from the input when the gateway gave the transaction to
 * another order before, or the order another transaction: the first one stays.
 */
export const recordCreatedPayments: Operation<PaymentRow, PaymentRow, EventRecord> = async (
  trx,
  answered,
  context,
) => {
  const { account, now } = context;
  const known = await selectOrdersOrTransactions(trx, account.name, answered);
  const resolved = resolvePayments(answered, known, now);
  const created = resolved.filter(({ isNew }) => isNew).map(({ row }) => row);
  if (created.length === 0) return { outputs: resolved.map(({ row }) => row) };
  await storePayments(trx, created);
  const creations = await storeEvents(
    trx,
    created.map((row) => eventRecord(PaymentCreatedEvent.type, row, now)),
    context,
  );
  const candidates = await selectCandidates(
    trx,
    account.name,
    created.map(({ transactionId }) => transactionId),
    created.map(({ orderUuid }) => orderUuid),
  );
  const { events } = await applyUnmatchedWebhooks(trx, candidates, created, context);
  const outputs = resolved.map(({ row }) => lastOf(events, row));
  return { outputs, events: [...creations, ...events] };
};

/**
 * Resolves each answer by what the ledger knows and by the answers before it: one transaction for each order, one
 * order for each transaction. Pure.
 *
 * @param known the rows of the orders and of the transactions that the answers name
 * @param now milliseconds since 1970
 */
export function resolvePayments(
  answered: readonly PaymentRow[],
  known: readonly OrderRow[],
  now: number,
): readonly ResolvedPayment[] {
  const orders = new Map(known.map((row) => [row.orderUuid, row]));
  const owners = new Map(known.filter(isPayment).map((row) => [row.transactionId, row]));
  return answered.map((answer) => {
    const { transactionId, url, expiresAt } = answer;
    const order = orders.get(answer.orderUuid);
    const payment = owners.get(transactionId) ?? (order && isPayment(order) ? order : undefined);
    if (payment !== undefined) return { row: payment, isNew: false };
    // Another process may have deleted the intent in the meantime: what the gateway created is stored all the same.
    const row = { ...(order ?? answer), transactionId, url, expiresAt, updatedAt: now };
    orders.set(row.orderUuid, row);
    owners.set(transactionId, row);
    return { row, isNew: true };
  });
}

/** The payment as the last of its events left it. */
function lastOf(events: readonly EventRecord[], row: PaymentRow): PaymentRow {
  return events.findLast(({ payment }) => payment.orderUuid === row.orderUuid)?.payment ?? row;
}
