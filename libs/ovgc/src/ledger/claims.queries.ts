import {
  type Expression,
  type ExpressionBuilder,
  sql,
  type SqlBool,
  type Transaction,
} from 'kysely';
import { withEvents } from './deliveries.queries.js';
import type { LedgerReader } from './ledger.js';
import { deliveryIs } from './ledger.sql.js';
import type { DeliveryTable, LedgerTables } from './ledger.tables.js';
import { prepared } from './prepared.js';

/** Which deliveries can be claimed. */
export interface ClaimSearch {
  readonly handler: string;
  /** The ids of deliveries that run in this process: they stay unclaimed even after their lease has expired. */
  readonly excluding: readonly number[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The lease under which deliveries are claimed. Times are milliseconds since 1970. */
export interface Lease {
  /** Unique for each claim. */
  readonly holder: string;
  readonly now: number;
  readonly until: number;
}

/** Selects deliveries that can start: they are due, nobody holds a lease on them, and no earlier event blocks them. */
export const selectDue = prepared(
  (
    trx: Transaction<LedgerTables>,
    account: string,
    search: ClaimSearch & { readonly limit: number },
  ) =>
    withEvents(trx, account)
      .where((eb) => isNoneOf(eb, search.excluding))
      .where('delivery.state', '=', deliveryIs.pending)
      .where('delivery.handler', '=', search.handler)
      .where('delivery.nextAttemptAt', '<=', search.now)
      .where((eb) =>
        eb.or([eb('delivery.leaseUntil', 'is', null), eb('delivery.leaseUntil', '<=', search.now)]),
      )
      .where((eb) => isNotBlocked(eb, search))
      .orderBy('delivery.nextAttemptAt')
      .orderBy('delivery.id')
      .limit(search.limit),
);

/** Returns the token of a delivery's lease: unique for each claim and delivery. */
export function leaseToken(holder: string, id: number | ''): string {
  return `${holder}:${id}`;
}

/** Claims deliveries: leases each of them under its {@link leaseToken} and counts the attempt that begins. */
export async function leaseDeliveries(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  { holder, now, until }: Lease,
): Promise<void> {
  await setLeases(trx, ids, { prefix: leaseToken(holder, ''), now, until });
}

const setLeases = prepared(
  (
    trx: Transaction<LedgerTables>,
    ids: readonly number[],
    lease: { readonly prefix: string; readonly now: number; readonly until: number },
  ) =>
    trx
      .updateTable('ovgcDeliveries')
      .set((eb) => ({
        attempts: eb('attempts', '+', 1),
        firstAttemptAt: eb.fn.coalesce('firstAttemptAt', eb.val(lease.now)),
        leaseToken: sql<string>`${lease.prefix} || ${eb.ref('id')}`,
        leaseUntil: lease.until,
      }))
      .where('id', 'in', ids),
);

/**
 * Returns when to claim again, after everything that can start now has been claimed: when the next delivery is due or
 * the next lease expires, whichever comes first. Returns null when there is neither.
 */
export async function selectNextDue(
  reader: LedgerReader,
  account: string,
  search: ClaimSearch,
): Promise<number | null> {
  const scheduled = await selectFirstScheduled(reader, account, search);
  const leased = await selectFirstLeaseEnd(reader, account, search);
  const times = [...scheduled, ...leased].flatMap(({ at }) => at ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

const selectFirstScheduled = prepared(
  (reader: LedgerReader, account: string, search: ClaimSearch) =>
    ofHandler(reader, account, search)
      .select('delivery.nextAttemptAt as at')
      .where('delivery.state', '=', deliveryIs.pending)
      .where('delivery.leaseToken', 'is', null)
      .where((eb) => isNotBlocked(eb, search))
      // The index's order lets the query stop at the first row: thousands can be pending.
      .orderBy('delivery.nextAttemptAt')
      .limit(1),
);

const selectFirstLeaseEnd = prepared((reader: LedgerReader, account: string, search: ClaimSearch) =>
  ofHandler(reader, account, search)
    .select(({ fn }) => fn.min('delivery.leaseUntil').as('at'))
    .where('delivery.leaseToken', 'is not', null)
    // A lease that has expired already, and whose delivery was not claimed, waits for an older one that is replayed.
    .where('delivery.leaseUntil', '>', search.now),
);

function ofHandler(reader: LedgerReader, account: string, { handler, excluding }: ClaimSearch) {
  return reader
    .selectFrom('ovgcDeliveries as delivery')
    .where('delivery.account', '=', account)
    .where('delivery.handler', '=', handler)
    .where((eb) => isNoneOf(eb, excluding));
}

function isNoneOf(
  eb: ExpressionBuilder<{ delivery: DeliveryTable }, 'delivery'>,
  ids: readonly number[],
): Expression<SqlBool> {
  return ids.length === 0 ? eb.lit(true) : eb('delivery.id', 'not in', ids);
}

/**
 * A handler receives the events of one payment in order, one at a time. So a delivery is blocked while an older one of
 * the same payment and handler is pending, or while any other one is running, here or under a lease. A newer one runs
 * at the same time only when an older one is replayed.
 */
function isNotBlocked(
  eb: ExpressionBuilder<LedgerTables & { delivery: DeliveryTable }, 'delivery'>,
  { excluding, now }: ClaimSearch,
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
