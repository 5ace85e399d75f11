import type { Insertable, Selectable, Transaction } from 'kysely';
import type { EventRow } from './events.queries.js';
import type { LedgerReader } from './ledger.js';
import { chunks, deliveryIs } from './ledger.sql.js';
import type { DeliveryState, DeliveryTable, LedgerTables } from './ledger.tables.js';
import { prepared } from './prepared.js';

export type DeliveryRow = Selectable<DeliveryTable>;
/** A delivery with its event. */
export type DeliveryWithEvent = DeliveryRow &
  Pick<EventRow, 'name' | 'payload' | 'transactionId' | 'occurredAt'>;

/** Selects the deliveries of an account together with their events. */
export function withEvents(reader: LedgerReader, account: string) {
  return reader
    .selectFrom('ovgcDeliveries as delivery')
    .innerJoin('ovgcEvents as event', 'event.id', 'delivery.eventId')
    .selectAll('delivery')
    .select(['event.name', 'event.payload', 'event.transactionId', 'event.occurredAt'])
    .where('delivery.account', '=', account);
}

/** Stores deliveries. A delivery of the same event to the same handler stays as it is. */
export async function insertDeliveries(
  trx: Transaction<LedgerTables>,
  rows: readonly Insertable<DeliveryTable>[],
): Promise<void> {
  for (const values of chunks(rows)) await insertSome(trx, values);
}

const insertSome = prepared(
  (trx: Transaction<LedgerTables>, rows: readonly Insertable<DeliveryTable>[]) =>
    trx
      .insertInto('ovgcDeliveries')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['eventId', 'handler']).doNothing()),
);

/** Selects deliveries with their events, newest first, whose id is lower than `below`. */
export function selectDeliveries(
  reader: LedgerReader,
  account: string,
  page: { state: DeliveryState | null; limit: number; below: number | null },
): Promise<DeliveryWithEvent[]> {
  const deliveries = withEvents(reader, account);
  return (page.state === null ? deliveries : deliveries.where('delivery.state', '=', page.state))
    .where('delivery.id', '<', page.below ?? Number.MAX_SAFE_INTEGER)
    .orderBy('delivery.id', 'desc')
    .limit(page.limit)
    .execute();
}

/** Counts the deliveries in each state. A state without deliveries has no row. */
export function countDeliveries(
  reader: LedgerReader,
  account: string,
): Promise<{ state: DeliveryState; count: number }[]> {
  return reader
    .selectFrom('ovgcDeliveries')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('account', '=', account)
    .groupBy('state')
    .execute();
}

/** Counts the pending deliveries of each handler. A handler without any has no row. */
export const countPendingByHandler = prepared((reader: LedgerReader, account: string) =>
  reader
    .selectFrom('ovgcDeliveries')
    .select(({ fn }) => ['handler', fn.countAll<number>().as('count')])
    .where('account', '=', account)
    .where('state', '=', deliveryIs.pending)
    .groupBy('handler'),
);

/**
 * Makes pending deliveries due at `now` that were stored while the clock was ahead: those that wait for their first
 * attempt although nothing delays it, and those that are due after `latest`. Both are milliseconds since 1970.
 */
export const bringForward = prepared(
  (
    trx: Transaction<LedgerTables>,
    account: string,
    search: { readonly now: number; readonly latest: number },
  ) =>
    trx
      .updateTable('ovgcDeliveries')
      .set({ nextAttemptAt: search.now })
      .where('account', '=', account)
      .where('state', '=', deliveryIs.pending)
      .where((eb) =>
        eb.or([
          eb('nextAttemptAt', '>', search.latest),
          eb.and([eb('attempts', '=', 0), eb('nextAttemptAt', '>', search.now)]),
        ]),
      ),
);

/** Sets first attempts that began after `now`, by a clock that was ahead, to `now`: milliseconds since 1970. */
export const bringFirstAttemptsForward = prepared(
  (trx: Transaction<LedgerTables>, account: string, now: number) =>
    trx
      .updateTable('ovgcDeliveries')
      .set({ firstAttemptAt: now })
      .where('account', '=', account)
      .where('state', '=', deliveryIs.pending)
      .where('firstAttemptAt', '>', now),
);

/** Which dead-lettered deliveries to replay; null stands for all of them. */
export interface ReplaySearch {
  readonly id: number | null;
  readonly handler: string | null;
}

/** Makes dead-lettered deliveries pending again, as if they were new. Returns how many there were. */
export async function replayDeliveries(
  trx: Transaction<LedgerTables>,
  account: string,
  { id, handler }: ReplaySearch,
  now: number,
): Promise<number> {
  let update = trx
    .updateTable('ovgcDeliveries')
    .set({
      state: 'pending',
      attempts: 0,
      firstAttemptAt: null,
      nextAttemptAt: now,
      finishedAt: null,
    })
    .where('account', '=', account)
    .where('state', '=', 'dead_lettered');
  if (id !== null) update = update.where('id', '=', id);
  if (handler !== null) update = update.where('handler', '=', handler);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}
