import type { Transaction } from 'kysely';
import { LedgerConflictError } from './ledger.failure.js';
import type { LedgerTables } from './ledger.tables.js';
import { prepared } from './prepared.js';
import type { WebhookRow } from './webhooks.queries.js';

/** What the copies of a webhook have in common whose payment is known. */
export function duplicateKeyOf(transactionId: string, outcome: string): string {
  return `${transactionId} ${outcome}`;
}

/**
 * Marks an unmatched webhook as applied to the payment of a transaction. From now on, whatever says the same of the
 * payment is a copy of it, by whichever id it names the payment.
 *
 * @throws LedgerConflictError somebody else has applied or resolved it in between
 */
export async function markApplied(
  trx: Transaction<LedgerTables>,
  { id, outcome }: Pick<WebhookRow, 'id' | 'outcome'>,
  transactionId: string,
): Promise<void> {
  await closeWebhook(trx, { id, state: 'unmatched' }, { state: 'applied', transactionId });
  await takeDuplicateKey(trx, id, duplicateKeyOf(transactionId, outcome));
}

/** Unless another webhook has the key: then that one already stands for both. */
const takeDuplicateKey = prepared(
  (trx: Transaction<LedgerTables>, id: number, duplicateKey: string) =>
    trx
      .updateTable('ovgcWebhooks')
      .set({ duplicateKey })
      .where('id', '=', id)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('ovgcWebhooks as other')
              .select('other.id')
              .whereRef('other.account', '=', 'ovgcWebhooks.account')
              .where('other.duplicateKey', '=', duplicateKey),
          ),
        ),
      ),
);

/** What a resolution writes. */
export type WebhookResolutionColumns = {
  readonly [
    Key in 'decision' | 'decidedOrder' | 'decidedBy' | 'decidedNote' | 'decidedAt' | 'forced'
  ]: WebhookRow[Key];
};

/**
 * Stores what a person has decided about a webhook.
 *
 * @param before the webhook as the decision was made on it
 * @throws LedgerConflictError somebody else has applied or resolved it in between
 */
export function markResolved(
  trx: Transaction<LedgerTables>,
  before: Pick<WebhookRow, 'id' | 'state'>,
  columns: WebhookResolutionColumns,
): Promise<void> {
  return closeWebhook(trx, before, { ...columns, state: 'resolved' });
}

/** An open webhook is closed once, from the state that this was decided on. */
async function closeWebhook(
  trx: Transaction<LedgerTables>,
  { id, state }: Pick<WebhookRow, 'id' | 'state'>,
  change: Partial<WebhookRow>,
): Promise<void> {
  const closed = await trx
    .updateTable('ovgcWebhooks')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', state)
    .returning('id')
    .execute();
  if (closed.length === 0) throw new LedgerConflictError(`webhook ${id} was no longer ${state}`);
  await trx.deleteFrom('ovgcWebhookCandidates').where('webhookId', '=', id).execute();
}
