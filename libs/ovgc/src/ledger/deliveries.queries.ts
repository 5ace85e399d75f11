import {
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type Selectable,
  type SqlBool,
  type Transaction,
} from 'kysely';
import { chunks } from './ledger.sql.js';
import type { LedgerReader } from './ledger.js';
import type { DeliveryState, DeliveryTable, LedgerTables } from './ledger.tables.js';
import { deliveryIs } from './ledger.sql.js';
import type { EventRow } from './events.queries.js';
import { prepared } from './prepared.js';

export type DeliveryRow = Selectable<DeliveryTable>;
/** A delivery with the event it delivers. */
export type DeliveryWithEvent = DeliveryRow &
  Pick<EventRow, 'name' | 'payload' | 'transactionId' | 'occurredAt'>;

/** Stores deliveries. One that is known stays as it is. */
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

/** Which open deliveries are looked for. */
export interface DeliverySearch {
  readonly handler: string;
  /** What runs in this process: it is worked on, even if its lease could not be renewed in time. */
  readonly excluding: readonly number[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Deliveries that may start: due, and leased by nobody. */
export const selectDue = prepared(
  (
    trx: Transaction<LedgerTables>,
    account: string,
    search: DeliverySearch & { readonly limit: number },
  ) =>
    withEvents(trx, account)
      .where((eb) => isNoneOf(eb, search.excluding))
      .where('delivery.state', '=', deliveryIs.pending)
      .where('delivery.handler', '=', search.handler)
      .where('delivery.nextAttemptAt', '<=', search.now)
      .where((eb) =>
        eb.or([eb('delivery.leaseUntil', 'is', null), eb('delivery.leaseUntil', '<=', search.now)]),
      )
      .where((eb) => isFirstInLine(eb, search))
      .orderBy('delivery.nextAttemptAt')
      .orderBy('delivery.id')
      .limit(search.limit),
);

/**
 * When to look again, once all that may start now has been taken: when the next delivery is scheduled, or a lease runs
 * out, which lets it start, or one that it is in the way of; null when neither will be.
 */
export async function selectNextDue(
  reader: LedgerReader,
  account: string,
  search: DeliverySearch,
): Promise<number | null> {
  const scheduled = await selectFirstScheduled(reader, account, search);
  const leased = await selectFirstLeaseEnd(reader, account, search);
  const times = [...scheduled, ...leased].flatMap(({ at }) => at ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

const selectFirstScheduled = prepared(
  (reader: LedgerReader, account: string, search: DeliverySearch) =>
    ofHandler(reader, account, search)
      .select('delivery.nextAttemptAt as at')
      .where('delivery.state', '=', deliveryIs.pending)
      .where('delivery.leaseToken', 'is', null)
      .where((eb) => isFirstInLine(eb, search))
      // By the order of the index, and no further than the first: thousands may wait.
      .orderBy('delivery.nextAttemptAt')
      .limit(1),
);

const selectFirstLeaseEnd = prepared(
  (reader: LedgerReader, account: string, search: DeliverySearch) =>
    ofHandler(reader, account, search)
      .select(({ fn }) => fn.min('delivery.leaseUntil').as('at'))
      .where('delivery.leaseToken', 'is not', null)
      // One that ran out before, and was not taken, waits for an older one that is replayed.
      .where('delivery.leaseUntil', '>', search.now),
);

function ofHandler(reader: LedgerReader, account: string, { handler, excluding }: DeliverySearch) {
  return reader
    .selectFrom('ovgcDeliveries as delivery')
    .where('delivery.account', '=', account)
    .where('delivery.handler', '=', handler)
    .where((eb) => isNoneOf(eb, excluding));
}

/** Makes due at once what is to wait until later than any wait can end. */
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
      .where('nextAttemptAt', '>', search.latest),
);

/** Opens given-up deliveries again, with a fresh schedule; answers how many. */
export async function reopenDeliveries(
  trx: Transaction<LedgerTables>,
  account: string,
  search: { readonly id: number | null; readonly handler: string | null },
  now: number,
): Promise<number> {
  const { id, handler } = search;
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
    .where('state', '=', 'failed');
  if (id !== null) update = update.where('id', '=', id);
  if (handler !== null) update = update.where('handler', '=', handler);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Deliveries with their events, newest first, below an id. */
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

/** Open deliveries by the names of their handlers. */
export const countPendingByHandler = prepared((reader: LedgerReader, account: string) =>
  reader
    .selectFrom('ovgcDeliveries')
    .select(({ fn }) => ['handler', fn.countAll<number>().as('count')])
    .where('account', '=', account)
    .where('state', '=', deliveryIs.pending)
    .groupBy('handler'),
);

/** How many deliveries there are in each state. */
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

/** Deliveries of an account beside the events they deliver. */
export function withEvents(reader: LedgerReader, account: string) {
  return reader
    .selectFrom('ovgcDeliveries as delivery')
    .innerJoin('ovgcEvents as event', 'event.id', 'delivery.eventId')
    .selectAll('delivery')
    .select(['event.name', 'event.payload', 'event.transactionId', 'event.occurredAt'])
    .where('delivery.account', '=', account);
}

function isNoneOf(
  eb: ExpressionBuilder<{ delivery: DeliveryTable }, 'delivery'>,
  ids: readonly number[],
): Expression<SqlBool> {
  return ids.length === 0 ? eb.lit(true) : eb('delivery.id', 'not in', ids);
}

/**
 * No older delivery of the same payment and handler is open, and no other one is being worked on, here or under a
 * lease: a handler hears of a payment in the order of events, one after the other. A younger one may run when an older
 * one is replayed.
 */
function isFirstInLine(
  eb: ExpressionBuilder<LedgerTables & { delivery: DeliveryTable }, 'delivery'>,
  { excluding, now }: DeliverySearch,
): Expression<SqlBool> {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('ovgcDeliveries as other')
        .select('other.id')
        .whereRef('other.account', '=', 'delivery.account')
        .whereRef('other.orderUuid', '=', 'delivery.orderUuid')
        .whereRef('other.handler', '=', 'delivery.handler')
        .whereRef('other.id', '!=', 'delivery.id')
        .where('other.state', '=', deliveryIs.pending)
        .where((other) =>
          other.or([
            other('other.id', '<', other.ref('delivery.id')),
            other('other.leaseUntil', '>', now),
            ...(excluding.length === 0 ? [] : [other('other.id', 'in', excluding)]),
          ]),
        ),
    ),
  );
}
