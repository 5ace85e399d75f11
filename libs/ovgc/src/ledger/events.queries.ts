import type { Insertable, Selectable, Transaction } from 'kysely';
import type { LedgerReader } from './ledger.js';
import { chunks } from './ledger.sql.js';
import type { EventTable, LedgerTables } from './ledger.tables.js';
import { prepared } from './prepared.js';

export type EventRow = Selectable<EventTable>;

/** Stores events. Returns the ids of the new ones; an event that is stored already stays as it is. */
export async function insertEvents(
  trx: Transaction<LedgerTables>,
  rows: readonly Insertable<EventTable>[],
): Promise<string[]> {
  const fresh: string[] = [];
  for (const values of chunks(rows)) {
    const stored = await insertSome(trx, values);
    fresh.push(...stored.map(({ id }) => id));
  }
  return fresh;
}

const insertSome = prepared(
  (trx: Transaction<LedgerTables>, rows: readonly Insertable<EventTable>[]) =>
    trx
      .insertInto('ovgcEvents')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id'),
);

/** Marks events as handled: they have deliveries now. */
export async function markHandled(
  trx: Transaction<LedgerTables>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('ovgcEvents').set({ unhandled: 0 }).where('id', 'in', ids).execute();
}

/** Selects events of one type that no durable handler listened to, oldest first. */
export function selectUnhandled(
  reader: LedgerReader,
  account: string,
  name: string,
  limit: number,
): Promise<EventRow[]> {
  return unhandled(reader, account, name).selectAll().orderBy('occurredAt').limit(limit).execute();
}

/** Counts events of one type that no durable handler listened to. */
export async function countUnhandled(
  reader: LedgerReader,
  account: string,
  name: string,
): Promise<number> {
  const row = await unhandled(reader, account, name)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
}

function unhandled(reader: LedgerReader, account: string, name: string) {
  return reader
    .selectFrom('ovgcEvents')
    .where('account', '=', account)
    .where('name', '=', name)
    .where('unhandled', '=', 1);
}
