import type { Insertable, Selectable, Transaction } from 'kysely';
import { chunks } from './chunks.js';
import type { EventTable, LedgerTables } from './ledger.tables.js';

export type EventRow = Selectable<EventTable>;

/** Stores events and answers the ids of those that were new; one that is known stays as it is. */
export async function insertEvents(
  trx: Transaction<LedgerTables>,
  rows: readonly Insertable<EventTable>[],
): Promise<string[]> {
  const fresh: string[] = [];
  for (const values of chunks(rows)) {
    const stored = await trx
      .insertInto('ovgcEvents')
      .values(values)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    fresh.push(...stored.map(({ id }) => id));
  }
  return fresh;
}
