import type { Transaction } from 'kysely';
import type { EventRow } from './events.queries.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';

/** Which events can be done without. */
export interface FinishedSearch {
  readonly names: readonly string[];
  /** They happened, and were handled, before that. */
  readonly before: number;
  /** The names of those that stay when no durable handler was there to hear them. */
  readonly keptUnheard: readonly string[];
  readonly limit: number;
}

type FinishedEvent = Pick<EventRow, 'id' | 'transactionId'>;

/** Events from before a time that every durable handler is done with. */
export function selectFinishedEvents(
  reader: LedgerReader,
  account: string,
  { names, before, keptUnheard, limit }: FinishedSearch,
): Promise<FinishedEvent[]> {
  return reader
    .selectFrom('ovgcEvents as event')
    .select(['event.id', 'event.transactionId'])
    .where('event.account', '=', account)
    .where('event.name', 'in', names)
    .where('event.occurredAt', '<', before)
    .where((eb) => {
      const deliveries = eb
        .selectFrom('ovgcDeliveries as delivery')
        .select('delivery.id')
        .whereRef('delivery.eventId', '=', 'event.id');
      const unfinished = deliveries.where((open) =>
        open.or([open('delivery.state', '!=', 'done'), open('delivery.finishedAt', '>=', before)]),
      );
      return eb.and([
        eb.not(eb.exists(unfinished)),
        eb.or([eb('event.name', 'not in', keptUnheard), eb.exists(deliveries)]),
      ]);
    })
    .limit(limit)
    .execute();
}

/** Deletes events, their deliveries, and the webhooks of their transactions that were applied before a time. */
export async function deleteHistory(
  trx: Transaction<LedgerTables>,
  account: string,
  events: readonly FinishedEvent[],
  before: number,
): Promise<void> {
  const ids = events.map(({ id }) => id);
  await trx.deleteFrom('ovgcDeliveries').where('eventId', 'in', ids).execute();
  await trx.deleteFrom('ovgcEvents').where('id', 'in', ids).execute();
  await trx
    .deleteFrom('ovgcWebhooks')
    .where('account', '=', account)
    .where(
      'transactionId',
      'in',
      events.map(({ transactionId }) => transactionId),
    )
    .where('state', '=', 'applied')
    .where('receivedAt', '<', before)
    .execute();
}
