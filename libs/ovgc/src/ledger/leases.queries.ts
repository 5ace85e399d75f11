import type { Transaction } from 'kysely';
import { type DeliveryRow, withEvents } from './deliveries.queries.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';
import { prepared } from './prepared.js';

/** The columns of a delivery that the end of an attempt changes. */
export type AttemptEnd = Pick<DeliveryRow, 'state' | 'nextAttemptAt' | 'lastError' | 'finishedAt'>;

/** Extends leases to `until`, in milliseconds since 1970. Returns the tokens of the leases that are still held. */
export async function renewLeases(
  trx: Transaction<LedgerTables>,
  tokens: readonly string[],
  until: number,
): Promise<string[]> {
  return tokensOf(await extendLeases(trx, tokens, until));
}

const extendLeases = prepared(
  (trx: Transaction<LedgerTables>, tokens: readonly string[], until: number) =>
    trx
      .updateTable('ovgcDeliveries')
      .set({ leaseUntil: until })
      .where('leaseToken', 'in', tokens)
      .returning('leaseToken'),
);

/** Selects the deliveries under a lease, whether its holder is still running or not. */
export const selectLeased = prepared((reader: LedgerReader, account: string) =>
  withEvents(reader, account).where('delivery.leaseToken', 'is not', null).orderBy('delivery.id'),
);

/**
 * Stores the same end for several attempts and releases their leases. Returns the tokens of the leases that were held.
 * A delivery whose lease was taken over by another claim stays as it is.
 */
export async function endLeases(
  trx: Transaction<LedgerTables>,
  tokens: readonly string[],
  end: AttemptEnd,
): Promise<string[]> {
  const held = await selectHeld(trx, tokens);
  await releaseLeases(trx, tokens, end);
  return tokensOf(held);
}

const selectHeld = prepared((trx: Transaction<LedgerTables>, tokens: readonly string[]) =>
  trx.selectFrom('ovgcDeliveries').select('leaseToken').where('leaseToken', 'in', tokens),
);

const releaseLeases = prepared(
  (trx: Transaction<LedgerTables>, tokens: readonly string[], end: AttemptEnd) =>
    trx
      .updateTable('ovgcDeliveries')
      .set({ ...end, leaseToken: null, leaseUntil: null })
      .where('leaseToken', 'in', tokens),
);

/** Returns the ids of those deliveries that nobody has leased and that this same end is already stored for. */
export async function selectEnded(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  end: AttemptEnd,
): Promise<number[]> {
  const rows = await selectUnleased(trx, ids);
  return rows
    .filter(
      ({ state, nextAttemptAt, lastError, finishedAt }) =>
        state === end.state &&
        nextAttemptAt === end.nextAttemptAt &&
        lastError === end.lastError &&
        finishedAt === end.finishedAt,
    )
    .map(({ id }) => id);
}

const selectUnleased = prepared((trx: Transaction<LedgerTables>, ids: readonly number[]) =>
  trx
    .selectFrom('ovgcDeliveries')
    .select(['id', 'state', 'nextAttemptAt', 'lastError', 'finishedAt'])
    .where('id', 'in', ids)
    .where('leaseToken', 'is', null),
);

function tokensOf(rows: readonly Pick<DeliveryRow, 'leaseToken'>[]): string[] {
  return rows.flatMap((row) => row.leaseToken ?? []);
}
