import type { Transaction } from 'kysely';
import { toDeliveryRows } from '../events/delivery.record.js';
import { type EventRecord, toEventRow } from '../events/event.record.js';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import type { OperationContext } from '../ledger/unit-of-work.js';

/**
 * Writes events beside what caused them, in the same transaction, and one delivery for each durable handler.
 *
 * @returns the events that are new; publish them after the commit
 */
export async function storeEvents(
  trx: Transaction<LedgerTables>,
  events: readonly EventRecord[],
  { account, steadyNow, handlers }: OperationContext,
): Promise<readonly EventRecord[]> {
  if (events.length === 0) return [];
  const handlersOf = ({ type }: EventRecord) => handlers.get(type) ?? [];
  const rows = events.map((event) => ({
    ...toEventRow(event, account),
    unhandled: handlersOf(event).length === 0 ? (1 as const) : (0 as const),
  }));
  const stored = new Set(await insertEvents(trx, rows));
  const fresh = events.filter(({ id }) => stored.delete(id));
  await insertDeliveries(
    trx,
    fresh.flatMap((event) => toDeliveryRows(event, handlersOf(event), steadyNow)),
  );
  return fresh;
}
