import type { Insertable, Selectable, Transaction } from 'kysely';
import type { EventTable, LedgerTables } from './ledger.tables.js';

export type EventRow = Selectable<EventTable>;

/** Stores events. An event that is known stays as it is. */
export async function insertEvents(
  trx: Transaction<LedgerTables>,
  rows: readonly Insertable<EventTable>[],
): Promise<void> {
  await trx
    .insertInto('ovgcEvents')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
