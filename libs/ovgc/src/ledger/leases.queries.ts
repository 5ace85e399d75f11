import { sql, type Transaction } from 'kysely';
import { type DeliveryRow, withEvents } from './deliveries.queries.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';
import { prepared } from './prepared.js';

/** The token of a delivery's lease: of the one who took it, and of the delivery. */
export function leaseToken(holder: string, id: number | ''): string {
  return `${holder}:${id}`;
}

/** Takes leases on deliveries, under {@link leaseToken}, and counts the tries that begin. */
export async function leaseDeliveries(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  lease: { readonly holder: string; readonly now: number; readonly until: number },
): Promise<void> {
  const { holder, now, until } = lease;
  await takeLeases(trx, ids, { beginning: leaseToken(holder, ''), now, until });
}

const takeLeases = prepared(
  (
    trx: Transaction<LedgerTables>,
    ids: readonly number[],
    lease: { readonly beginning: string; readonly now: number; readonly until: number },
  ) =>
    trx
      .updateTable('ovgcDeliveries')
      .set((eb) => ({
        attempts: eb('attempts', '+', 1),
        firstAttemptAt: eb.fn.coalesce('firstAttemptAt', eb.val(lease.now)),
        leaseToken: sql<string>`${lease.beginning} || ${eb.ref('id')}`,
        leaseUntil: lease.until,
      }))
      .where('id', 'in', ids),
);

/** Holds on to leases; answers the tokens of those that are still held. */
export async function renewLeases(
  trx: Transaction<LedgerTables>,
  tokens: readonly string[],
  until: number,
): Promise<string[]> {
  return tokensOf(await prolong(trx, tokens, until));
}

const prolong = prepared(
  (trx: Transaction<LedgerTables>, tokens: readonly string[], until: number) =>
    trx
      .updateTable('ovgcDeliveries')
      .set({ leaseUntil: until })
      .where('leaseToken', 'in', tokens)
      .returning('leaseToken'),
);

/** Deliveries that somebody works on, or worked on when the process ended. */
export const selectLeased = prepared((reader: LedgerReader, account: string) =>
  withEvents(reader, account).where('delivery.leaseToken', 'is not', null).orderBy('delivery.id'),
);

/** What settling changes on a delivery. */
export type Settlement = Pick<DeliveryRow, 'state' | 'nextAttemptAt' | 'lastError' | 'finishedAt'>;

/**
 * Settles tries in the same way; answers the tokens of the leases that held. One that doesn't was taken over: another
 * holder has the say then, and nothing changes.
 */
export async function settleDeliveries(
  trx: Transaction<LedgerTables>,
  tokens: readonly string[],
  settlement: Settlement,
): Promise<string[]> {
  const held = await selectHeld(trx, tokens);
  await release(trx, tokens, settlement);
  return tokensOf(held);
}

const selectHeld = prepared((trx: Transaction<LedgerTables>, tokens: readonly string[]) =>
  trx.selectFrom('ovgcDeliveries').select('leaseToken').where('leaseToken', 'in', tokens),
);

const release = prepared(
  (trx: Transaction<LedgerTables>, tokens: readonly string[], settlement: Settlement) =>
    trx
      .updateTable('ovgcDeliveries')
      .set({ ...settlement, leaseToken: null, leaseUntil: null })
      .where('leaseToken', 'in', tokens),
);

/** Those of some deliveries that nobody works on and that stand as a settlement left them. */
export async function selectSettled(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  settlement: Settlement,
): Promise<number[]> {
  const rows = await selectFree(trx, ids);
  return rows
    .filter(
      ({ state, nextAttemptAt, lastError, finishedAt }) =>
        state === settlement.state &&
        nextAttemptAt === settlement.nextAttemptAt &&
        lastError === settlement.lastError &&
        finishedAt === settlement.finishedAt,
    )
    .map(({ id }) => id);
}

const selectFree = prepared((trx: Transaction<LedgerTables>, ids: readonly number[]) =>
  trx
    .selectFrom('ovgcDeliveries')
    .select(['id', 'state', 'nextAttemptAt', 'lastError', 'finishedAt'])
    .where('id', 'in', ids)
    .where('leaseToken', 'is', null),
);

function tokensOf(held: readonly Pick<DeliveryRow, 'leaseToken'>[]): string[] {
  return held.flatMap((row) => row.leaseToken ?? []);
}
