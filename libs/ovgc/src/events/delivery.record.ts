import type { Insertable } from 'kysely';
import type { DeliveryTable } from '../ledger/ledger.tables.js';

/** What a delivery needs of its event. */
interface DeliverableEvent {
  readonly id: string;
  readonly payment: { readonly account: string; readonly orderUuid: string };
}

/**
 * Returns the deliveries of an event as rows for the ledger: one for each durable handler.
 *
 * @param dueAt when the handlers may be called first, in milliseconds since 1970
 */
export function toDeliveryRows(
  event: DeliverableEvent,
  handlers: readonly string[],
  dueAt: number,
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
