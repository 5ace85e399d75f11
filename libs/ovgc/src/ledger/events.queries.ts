import type { Insertable, Selectable, Transaction } from 'kysely';
import type { LedgerReader } from './ledger.js';
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

/** Events of a kind that no durable handler was there to hear, in the order in which they happened. */
export function selectUnheard(
  reader: LedgerReader,
  account: string,
  name: string,
  limit: number,
): Promise<EventRow[]> {
  return unheard(reader, account, name)
    .selectAll('event')
    .orderBy('event.occurredAt')
    .limit(limit)
    .execute();
}

/** How many they are. */
export async function countUnheard(
  reader: LedgerReader,
  account: string,
  name: string,
): Promise<number> {
  const row = await unheard(reader, account, name)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
}

function unheard(reader: LedgerReader, account: string, name: string) {
  return reader
    .selectFrom('ovgcEvents as event')
    .where('event.account', '=', account)
    .where('event.name', '=', name)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ovgcDeliveries as delivery')
            .select('delivery.id')
            .whereRef('delivery.eventId', '=', 'event.id'),
        ),
      ),
    );
}
