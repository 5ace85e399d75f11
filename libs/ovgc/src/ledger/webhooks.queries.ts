import type { Insertable, Selectable, Transaction } from 'kysely';
import { webhookIs } from './ledger.sql.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables, WebhookCandidateTable, WebhookTable } from './ledger.tables.js';
import { prepared } from './prepared.js';

export type WebhookRow = Selectable<WebhookTable>;
export type WebhookCandidate = Selectable<WebhookCandidateTable>;

/** A webhook that may belong to a payment, and the id that says so. */
export type CandidateRow = Pick<WebhookRow, 'id' | 'outcome' | 'receivedAt'> &
  Pick<WebhookCandidate, 'kind' | 'value'>;

/** Stores webhooks and returns those that are new: of copies, in one call or from two machines, one is. */
export const insertWebhooks = prepared(
  (trx: Transaction<LedgerTables>, rows: readonly Insertable<WebhookTable>[]) =>
    trx
      .insertInto('ovgcWebhooks')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['account', 'duplicateKey']).doNothing())
      .returning(['id', 'duplicateKey']),
);

/** Stores what unmatched webhooks may be matched by. */
export async function insertCandidates(
  trx: Transaction<LedgerTables>,
  rows: readonly WebhookCandidate[],
): Promise<void> {
  if (rows.length > 0) await trx.insertInto('ovgcWebhookCandidates').values(rows).execute();
}

/** Selects the unmatched webhooks that name one of some transactions or orders, in the order they came. */
export async function selectCandidates(
  reader: LedgerReader,
  account: string,
  transactionIds: readonly string[],
  orderUuids: readonly string[],
): Promise<CandidateRow[]> {
  const byTransaction =
    transactionIds.length === 0
      ? []
      : await selectNaming(reader, account, 'transaction', transactionIds);
  const byOrder =
    orderUuids.length === 0 ? [] : await selectNaming(reader, account, 'order', orderUuids);
  return [...byTransaction, ...byOrder].toSorted((a, b) => a.id - b.id);
}

const selectNaming = prepared(
  (
    reader: LedgerReader,
    account: string,
    kind: WebhookCandidate['kind'],
    values: readonly string[],
  ) =>
    withCandidates(reader)
      .where('candidate.account', '=', account)
      .where('candidate.kind', '=', kind)
      .where('candidate.value', 'in', values),
);

/** Selects what unmatched webhooks may be matched by, in the order they came. */
export const selectCandidatesOf = prepared((reader: LedgerReader, webhookIds: readonly number[]) =>
  withCandidates(reader)
    .where('candidate.webhookId', 'in', webhookIds)
    .orderBy('candidate.webhookId'),
);

function withCandidates(reader: LedgerReader) {
  return reader
    .selectFrom('ovgcWebhookCandidates as candidate')
    .innerJoin('ovgcWebhooks as webhook', 'webhook.id', 'candidate.webhookId')
    .select(['webhook.id', 'webhook.outcome', 'webhook.receivedAt'])
    .select(['candidate.kind', 'candidate.value']);
}

/** Selects one webhook by its id. */
export function selectWebhook(
  reader: LedgerReader,
  account: string,
  id: number,
): Promise<WebhookRow | undefined> {
  return reader
    .selectFrom('ovgcWebhooks')
    .selectAll()
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Selects webhooks that came before a time and are still unmatched and not reported, the longest waiting first. */
export const selectUnreported = prepared(
  (reader: LedgerReader, account: string, receivedBefore: number, limit: number) =>
    reader
      .selectFrom('ovgcWebhooks')
      .selectAll()
      .where('account', '=', account)
      .where('state', '=', webhookIs.unmatched)
      .where('reportedAt', 'is', null)
      .where('receivedAt', '<', receivedBefore)
      .orderBy('receivedAt')
      .orderBy('id')
      .limit(limit),
);

/** Sets unmatched webhooks that came after `now`, by a clock that was ahead, to `now`: milliseconds since 1970. */
export const bringUnmatchedForward = prepared(
  (trx: Transaction<LedgerTables>, account: string, now: number) =>
    trx
      .updateTable('ovgcWebhooks')
      .set({ receivedAt: now })
      .where('account', '=', account)
      .where('state', '=', webhookIs.unmatched)
      .where('reportedAt', 'is', null)
      .where('receivedAt', '>', now),
);

/** Marks webhooks as reported. */
export async function markReported(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
  reportedAt: number,
): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('ovgcWebhooks').set({ reportedAt }).where('id', 'in', ids).execute();
}

/** Deletes webhooks that were stored in this transaction. */
export async function deleteWebhooks(
  trx: Transaction<LedgerTables>,
  ids: readonly number[],
): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('ovgcWebhooks').where('id', 'in', ids).execute();
}

/** Counts the webhooks that are open: unmatched or unrecognised. */
export async function countOpenWebhooks(reader: LedgerReader, account: string): Promise<number> {
  const [row] = await countOpen(reader, account);
  return row?.count ?? 0;
}

const countOpen = prepared((reader: LedgerReader, account: string) =>
  reader
    .selectFrom('ovgcWebhooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .where('state', 'in', [webhookIs.unmatched, webhookIs.unrecognised]),
);

/** Counts the webhooks that moved nothing, by state. */
export function countWebhooks(
  reader: LedgerReader,
  account: string,
): Promise<{ state: WebhookRow['state']; count: number }[]> {
  return reader
    .selectFrom('ovgcWebhooks')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('account', '=', account)
    .where('state', 'in', [webhookIs.unmatched, webhookIs.unrecognised])
    .groupBy('state')
    .execute();
}

/** Selects webhooks in a state, newest first, below an id. */
export function selectWebhooks(
  reader: LedgerReader,
  account: string,
  page: { state: WebhookRow['state']; limit: number; below: number | null },
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
