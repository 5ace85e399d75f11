import type { Transaction } from 'kysely';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { toDeliveryRows } from '../events/delivery.record.js';
import { toEventRow } from '../events/event.record.js';
import type { HandlerRegistry } from '../deliveries/handler.registry.js';
import { type PaymentEvent, type PaymentEventType, typeOf } from '../events/payment.events.js';

/** Writes events beside what caused them, in the same transaction: one delivery for each durable handler. */
export class EventOutbox {
  constructor(private readonly handlers: HandlerRegistry) {}

  /** Answers the events that were new: they are to be published after the commit. */
  async store(
    trx: Transaction<LedgerTables>,
    events: readonly PaymentEvent[],
  ): Promise<readonly PaymentEvent[]> {
    if (events.length === 0) return [];
    const rows = events.map((event) => ({
      ...toEventRow(event),
      unhandled: this.isHandled(typeOf(event)) ? (0 as const) : (1 as const),
    }));
    const stored = new Set(await insertEvents(trx, rows));
    const fresh = events.filter(({ id }) => stored.delete(id));
    await insertDeliveries(
      trx,
      fresh.flatMap((event) => toDeliveryRows(event, this.handlers.namesFor(typeOf(event)))),
    );
    return fresh;
  }

  private isHandled(type: PaymentEventType): boolean {
    return this.handlers.namesFor(type).length > 0;
  }
}
