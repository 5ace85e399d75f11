import type { Insertable, Selectable, Transaction } from 'kysely';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables, WebhookState, WebhookTable } from './ledger.tables.js';
import { webhookIs } from './ledger.sql.js';
import { prepared } from './prepared.js';

export type WebhookRow = Selectable<WebhookTable>;

/** Stores webhooks and answers those that were new: of copies, in one call or from two machines, one is. */
export const insertWebhooks = prepared(
  (trx: Transaction<LedgerTables>, rows: readonly Insertable<WebhookTable>[]) =>
    trx
      .insertInto('ovgcWebhooks')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['account', 'transactionId', 'outcome']).doNothing(),
      )
      .returning(['transactionId', 'outcome']),
);

/** Webhooks that wait for their transactions, in the order they came. */
export async function selectParked(
  reader: LedgerReader,
  account: string,
  transactionIds: readonly string[],
): Promise<WebhookRow[]> {
  const rows = await selectOfTransactions(reader, account, transactionIds);
  // Not left to the query: SQLite would rather go through all that are parked than through the few of a transaction.
  return rows.filter(({ state }) => state === 'parked');
}

const selectOfTransactions = prepared(
  (reader: LedgerReader, account: string, transactionIds: readonly string[]) =>
    reader
      .selectFrom('ovgcWebhooks')
      .selectAll()
      .where('account', '=', account)
      .where('transactionId', 'in', transactionIds)
      .orderBy('id'),
);

/** Webhooks that have waited since before a time and were not reported yet, the longest waiting first. */
export const selectUnmatched = prepared(
  (reader: LedgerReader, account: string, receivedBefore: number, limit: number) =>
    reader
      .selectFrom('ovgcWebhooks')
      .selectAll()
      .where('account', '=', account)
      .where('state', '=', webhookIs.parked)
      .where('reportedAt', 'is', null)
      .where('receivedAt', '<', receivedBefore)
      .orderBy('receivedAt')
      .orderBy('id')
      .limit(limit),
);

/** Says of webhooks that they have been applied. */
export async function markApplied(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('ovgcWebhooks').set({ state: 'applied' }).where('id', 'in', ids).execute();
}

/** Says of webhooks that they have been reported. */
export async function markReported(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  reportedAt: number,
): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('ovgcWebhooks').set({ reportedAt }).where('id', 'in', ids).execute();
}

/** How many webhooks wait for somebody, by their states. */
export function countWebhooks(
  reader: LedgerReader,
  account: string,
): Promise<{ state: WebhookState; count: number }[]> {
  return reader
    .selectFrom('ovgcWebhooks')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('account', '=', account)
    .where('state', 'in', [webhookIs.parked, webhookIs.unrecognised])
    .groupBy('state')
    .execute();
}

/** Webhooks in a state, newest first, below an id. */
export function selectWebhooks(
  reader: LedgerReader,
  account: string,
  page: { state: WebhookState; limit: number; below: number | null },
): Promise<WebhookRow[]> {
  return reader
    .selectFrom('ovgcWebhooks')
    .selectAll()
    .where('account', '=', account)
    .where('state', '=', page.state)
    .where('id', '<', page.below ?? Number.MAX_SAFE_INTEGER)
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}
