import type { Transaction } from 'kysely';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents, selectUnheard } from '../ledger/events.queries.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { fromEventRow, toEventRow } from './event.record.js';
import type { HandlerRegistry } from './handler.registry.js';
import { type PaymentEvent, type PaymentEventType, typeOf } from './payment.events.js';

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

  /** Makes up for what no handler was there to hear; answers how many events that were. */
  async deliverUnheard(
    trx: Transaction<LedgerTables>,
    account: string,
    type: PaymentEventType,
    now: number,
  ): Promise<number> {
    if (this.handlers.namesFor(type).length === 0) return 0;
    const events = (await selectUnheard(trx, account, type, Number.MAX_SAFE_INTEGER)).map((row) =>
      fromEventRow({ ...row, eventId: row.id }),
    );
    await insertDeliveries(
      trx,
      events.flatMap((event) => this.deliveriesOf(event, now)),
    );
    return events.length;
  }

  private deliveriesOf(event: PaymentEvent, now = event.occurredAt.getTime()) {
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
