import { sql, type Transaction } from 'kysely';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';

/** Which deliveries move to another handler. */
export interface HandlerMove {
  /** The name of the handler that has them. */
  readonly from: string;
  /** The name of the handler that gets them. */
  readonly to: string;
  /** The types of event that the second one listens to. */
  readonly types: readonly string[];
}

/** The states of a delivery whose handler may be called again. */
const OPEN = ['pending', 'dead_lettered'] as const;

/**
 * Moves the pending and dead-lettered deliveries of a handler to another one, each with its idempotency key. A delivery
 * stays if the other handler has one of the same event, in any state, or doesn't listen to it, or if an attempt is
 * running under a lease. Returns how many were moved.
 *
 * @param now the steady time, as leases have it, in milliseconds since 1970
 */
export async function moveDeliveries(
  trx: Transaction<LedgerTables>,
  account: string,
  { from, to, types }: HandlerMove,
  now: number,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('ovgcDeliveries as delivery')
    .set((eb) => ({
      handler: to,
      idempotencyKey: eb.fn.coalesce(
        'delivery.idempotencyKey',
        sql<string>`${eb.ref('delivery.eventId')} || '/' || ${eb.ref('delivery.handler')}`,
      ),
      leaseToken: null,
      leaseUntil: null,
    }))
    .where('delivery.account', '=', account)
    .where('delivery.handler', '=', from)
    .where('delivery.state', 'in', OPEN)
    .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', now)]))
    .where('delivery.eventId', 'in', (eb) =>
      eb.selectFrom('ovgcEvents').select('ovgcEvents.id').where('ovgcEvents.name', 'in', types),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ovgcDeliveries as other')
            .select('other.id')
            .whereRef('other.eventId', '=', 'delivery.eventId')
            .where('other.handler', '=', to),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Counts the pending and dead-lettered deliveries of a handler. */
export async function countOpenDeliveries(
  reader: LedgerReader,
  account: string,
  handler: string,
): Promise<number> {
  const { count } = await reader
    .selectFrom('ovgcDeliveries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .where('handler', '=', handler)
    .where('state', 'in', OPEN)
    .executeTakeFirstOrThrow();
  return count;
}
