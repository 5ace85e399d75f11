import type { Insertable, Transaction } from 'kysely';
import { type EventRecord, fromEventRow, toEventRow } from '../events/event.record.js';
import { type PaymentEventType, typeOf } from '../events/payment.events.js';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents, markHeard, selectUnhandled } from '../ledger/events.queries.js';
import type { DeliveryTable, LedgerTables } from '../ledger/ledger.tables.js';
import { forEachInput, type OperationContext } from '../ledger/unit-of-work.js';

/**
 * Writes events beside what caused them, in the same transaction, and one delivery for each durable handler.
 *
 * @returns the events that are new; publish them after the commit
 */
export async function storeEvents(
  trx: Transaction<LedgerTables>,
  events: readonly EventRecord[],
  context: OperationContext,
): Promise<readonly EventRecord[]> {
  if (events.length === 0) return [];
  const rows = events.map((event) => ({
    ...toEventRow(event, context.account),
    heard: handlersOf(event.type, context).length > 0 ? (1 as const) : (0 as const),
  }));
  const stored = new Set(await insertEvents(trx, rows));
  const fresh = events.filter(({ id }) => stored.delete(id));
  await insertDeliveries(
    trx,
    fresh.flatMap(({ id, type, payment, occurredAt }) =>
      deliveriesOf({ id, type, orderUuid: payment.orderUuid, at: occurredAt }, context),
    ),
  );
  return fresh;
}

/** Delivers events that had no durable handler, the oldest first, to those that exist now; returns how many events. */
export const deliverUnhandledEvents = forEachInput(
  async (
    trx,
    { type, limit }: { readonly type: PaymentEventType; readonly limit: number },
    context,
  ) => {
    if (handlersOf(type, context).length === 0) return { output: 0 };
    const rows = await selectUnhandled(trx, context.account.name, type, limit);
    const events = rows.map((row) => fromEventRow({ ...row, eventId: row.id }));
    await insertDeliveries(
      trx,
      events.flatMap((event) =>
        deliveriesOf(
          {
            id: event.id,
            type: typeOf(event),
            orderUuid: event.payment.orderUuid,
            at: context.now,
          },
          context,
        ),
      ),
    );
    await markHeard(
      trx,
      rows.map(({ id }) => id),
    );
    return { output: rows.length };
  },
);

function deliveriesOf(
  event: {
    readonly id: string;
    readonly type: PaymentEventType;
    readonly orderUuid: string;
    /** When its deliveries are due, in milliseconds since 1970. */
    readonly at: number;
  },
  context: OperationContext,
): Insertable<DeliveryTable>[] {
  return handlersOf(event.type, context).map((handler) => ({
    account: context.account.name,
    eventId: event.id,
    handler,
    orderUuid: event.orderUuid,
    state: 'pending',
    attempts: 0,
    nextAttemptAt: event.at,
    createdAt: event.at,
  }));
}

function handlersOf(type: string, { handlers }: OperationContext): readonly string[] {
  return handlers.get(type) ?? [];
}
