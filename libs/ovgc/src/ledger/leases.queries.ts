import { sql, type Transaction } from 'kysely';
import { type DeliveryRow, type DeliveryWithEvent, withEvents } from './deliveries.queries.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';

/** The token of a delivery's lease: of the one who took it, and of the delivery. */
export function leaseToken(holder: string, id: number): string {
  return `${holder}:${id}`;
}

/** Takes leases on deliveries, under {@link leaseToken}, and counts the tries that begin. */
export async function leaseDeliveries(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  lease: { readonly holder: string; readonly now: number; readonly until: number },
): Promise<void> {
  await trx
    .updateTable('ovgcDeliveries')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      firstAttemptAt: eb.fn.coalesce('firstAttemptAt', eb.val(lease.now)),
      leaseToken: sql<string>`${`${lease.holder}:`} || ${eb.ref('id')}`,
      leaseUntil: lease.until,
    }))
    .where('id', 'in', ids)
    .execute();
}

/** Holds on to leases; answers the tokens of those that are still held. */
export async function renewLeases(
  trx: Transaction<LedgerTables>,
  tokens: readonly string[],
  until: number,
): Promise<string[]> {
  const held = await trx
    .updateTable('ovgcDeliveries')
    .set({ leaseUntil: until })
    .where('leaseToken', 'in', tokens)
    .returning('leaseToken')
    .execute();
  return held.flatMap((row) => row.leaseToken ?? []);
}

/** Deliveries that somebody works on, or worked on when the process ended. */
export function selectLeased(reader: LedgerReader, account: string): Promise<DeliveryWithEvent[]> {
  return withEvents(reader, account)
    .where('delivery.leaseToken', 'is not', null)
    .orderBy('delivery.id')
    .execute();
}

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
  const held = await trx
    .selectFrom('ovgcDeliveries')
    .select('leaseToken')
    .where('leaseToken', 'in', tokens)
    .execute();
  await trx
    .updateTable('ovgcDeliveries')
    .set({ ...settlement, leaseToken: null, leaseUntil: null })
    .where('leaseToken', 'in', tokens)
    .execute();
  return held.flatMap((row) => row.leaseToken ?? []);
}
