import type { Transaction } from 'kysely';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents, markHeard, selectUnhandled } from '../ledger/events.queries.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { fromEventRow, toEventRow } from '../events/event.record.js';
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
      heard: this.isHeard(typeOf(event)) ? (1 as const) : (0 as const),
    }));
    const stored = new Set(await insertEvents(trx, rows));
    const fresh = events.filter(({ id }) => stored.delete(id));
    await insertDeliveries(
      trx,
      fresh.flatMap((event) => this.deliveriesOf(event)),
    );
    return fresh;
  }

  /** Makes up for what no handler was there to hear, the oldest first; answers how many events that were. */
  async deliverUnhandled(
    trx: Transaction<LedgerTables>,
    search: {
      readonly account: string;
      readonly type: PaymentEventType;
      readonly now: number;
      readonly limit: number;
    },
  ): Promise<number> {
    const { account, type, now, limit } = search;
    if (!this.isHeard(type)) return 0;
    const rows = await selectUnhandled(trx, account, type, limit);
    const events = rows.map((row) => fromEventRow({ ...row, eventId: row.id }));
    await insertDeliveries(
      trx,
      events.flatMap((event) => this.deliveriesOf(event, now)),
    );
    await markHeard(
      trx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  }

  private isHeard(type: PaymentEventType): boolean {
    return this.handlers.namesFor(type).length > 0;
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
