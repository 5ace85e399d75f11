import type { Insertable } from 'kysely';
import type { DeliveryTable } from '../ledger/ledger.tables.js';
import type { PaymentEvent } from './payment.events.js';

/**
 * Returns the deliveries of an event as rows for the ledger: one for each durable handler.
 *
 * @param dueAt when the handlers may be called first, in milliseconds since 1970
 */
export function toDeliveryRows(
  event: PaymentEvent,
  handlers: readonly string[],
  dueAt: number = event.occurredAt.getTime(),
): Insertable<DeliveryTable>[] {
  return handlers.map((handler) => ({
    account: event.payment.account,
    eventId: event.id,
    handler,
    orderUuid: event.payment.orderUuid,
    state: 'pending',
    attempts: 0,
    nextAttemptAt: dueAt,
    createdAt: dueAt,
  }));
}
