import type { Transaction } from 'kysely';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';

/** Which events can be deleted. */
export interface FinishedSearch {
  readonly names: readonly string[];
  /** Whether to select events that no durable handler listened to, or the others. */
  readonly unhandled: boolean;
  /** They happened and were handled before this time, in milliseconds since 1970. */
  readonly before: number;
  readonly limit: number;
}

/** Selects the ids of events from before a time whose deliveries are all completed. */
export async function selectFinishedEvents(
  reader: LedgerReader,
  account: string,
  { names, unhandled, before, limit }: FinishedSearch,
): Promise<string[]> {
  const finished = await reader
    .selectFrom('ovgcEvents as event')
    .select('event.id')
    .where('event.account', '=', account)
    .where('event.name', 'in', names)
    .where('event.unhandled', '=', unhandled ? 1 : 0)
    .where('event.occurredAt', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ovgcDeliveries as delivery')
            .select('delivery.id')
            .whereRef('delivery.eventId', '=', 'event.id')
            .where((open) =>
              open.or([
                open('delivery.state', '!=', 'completed'),
                open('delivery.finishedAt', '>=', before),
              ]),
            ),
        ),
      ),
    )
    .limit(limit)
    .execute();
  return finished.map(({ id }) => id);
}

/** Deletes events and their deliveries. */
export async function deleteEvents(
  trx: Transaction<LedgerTables>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('ovgcDeliveries').where('eventId', 'in', ids).execute();
  await trx.deleteFrom('ovgcEvents').where('id', 'in', ids).execute();
}

/** Deletes applied webhooks that came before a time, the oldest first. Returns how many. */
export async function deleteAppliedWebhooks(
  trx: Transaction<LedgerTables>,
  account: string,
  { before, limit }: Pick<FinishedSearch, 'before' | 'limit'>,
): Promise<number> {
  // In the order of the index: usually even the oldest is not old enough.
  const oldest = await trx
    .selectFrom('ovgcWebhooks')
    .select(['id', 'receivedAt'])
    .where('account', '=', account)
    .where('state', '=', 'applied')
    .orderBy('id')
    .limit(limit)
    .execute();
  const ids = oldest.filter(({ receivedAt }) => receivedAt < before).map(({ id }) => id);
  if (ids.length > 0) await trx.deleteFrom('ovgcWebhooks').where('id', 'in', ids).execute();
  return ids.length;
}
