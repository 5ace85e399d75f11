import type { Transaction } from 'kysely';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { toEventRow } from './event.record.js';
import type { HandlerRegistry } from './handler.registry.js';
import { type PaymentEvent, typeOf } from './payment.events.js';

/** Writes events beside what caused them, in the same transaction: one delivery for each durable handler. */
export class EventOutbox {
  constructor(private readonly handlers: HandlerRegistry) {}

  /** Answers the events that were new: they are to be published after the commit. */
  async store(
    trx: Transaction<LedgerTables>,
    events: readonly PaymentEvent[],
  ): Promise<readonly PaymentEvent[]> {
    if (events.length === 0) return [];
    const stored = new Set(await insertEvents(trx, events.map(toEventRow)));
    const fresh = events.filter(({ id }) => stored.delete(id));
    await insertDeliveries(
      trx,
      fresh.flatMap((event) => this.deliveriesOf(event)),
    );
    return fresh;
  }

  private deliveriesOf(event: PaymentEvent) {
    const now = event.occurredAt.getTime();
    return this.handlers.namesFor(typeOf(event)).map((handler) => ({
      account: event.payment.account,
      eventId: event.id,
      handler,
      orderUuid: event.payment.orderUuid,
      state: 'pending' as const,
      attempts: 0,
      nextAttemptAt: now,
      createdAt: now,
    }));
  }
}
