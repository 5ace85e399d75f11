import { eventId } from '../events/event.record.js';
import type { EventOutbox } from '../events/event.outbox.js';
import type { EventPublisher } from '../events/event.publisher.js';
import { PaymentCreatedEvent, type PaymentEvent } from '../events/payment.events.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import { toPayment } from '../ledger/payment.row.js';
import {
  answerIntent,
  insertIntents,
  isPayment,
  type OrderRow,
  type PaymentRow,
  selectByTransactions,
  selectOrders,
} from '../ledger/payments.queries.js';
import { markApplied, selectParked } from '../ledger/webhooks.queries.js';
import type { Account } from '../payments/account.js';
import type { Payment } from '../payments/payment.js';
import type { Arrival } from '../payments/payment.transition.js';
import type { Settlement } from './settlement.js';

/** What the gateway answered for an intent. */
export interface GatewayAnswer {
  /** The intent as it was sent. */
  readonly intent: OrderRow;
  readonly transactionId: string;
  readonly url: string;
  /** When the checkout window ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What became of an answer. */
export type AnswerStored =
  | { readonly kind: 'stored'; readonly payment: Payment }
  /** The gateway gave this order another transaction before: that one stays. */
  | { readonly kind: 'second_transaction'; readonly payment: Payment }
  /** The gateway gave this transaction to another order. */
  | { readonly kind: 'foreign_transaction'; readonly orderUuid: string };

type StoredWithEvents = AnswerStored & { readonly events: readonly PaymentEvent[] };

/** Stores what the gateway answered, and applies the webhooks that were faster than the answer. */
export class AnswerBook {
  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly settlement: Settlement,
    private readonly outbox: EventOutbox,
    private readonly publisher: EventPublisher,
    private readonly now: () => number,
  ) {}

  /** Resolves when it is on the disk. */
  async store(answer: GatewayAnswer): Promise<AnswerStored> {
    const { events, ...stored } = await this.ledger.commit(this.storeOne, answer);
    this.publisher.publish(events);
    return stored;
  }

  private readonly storeOne = eachAlone<GatewayAnswer, StoredWithEvents>(async (trx, answer) => {
    const now = this.now();
    const { name: account } = this.account;
    const { intent, transactionId, url, expiresAt } = answer;
    const [owner] = await selectByTransactions(trx, account, [transactionId]);
    if (owner && owner.orderUuid !== intent.orderUuid) {
      return { kind: 'foreign_transaction', orderUuid: owner.orderUuid, events: [] };
    }
    // Another process may have given the intent up in the meantime: what the gateway created is kept all the same.
    await insertIntents(trx, [intent]);
    const [before] = await selectOrders(trx, account, [intent.orderUuid]);
    if (before && isPayment(before)) {
      const payment = toPayment(before, this.account);
      return before.transactionId === transactionId
        ? { kind: 'stored', payment, events: [] }
        : { kind: 'second_transaction', payment, events: [] };
    }
    await answerIntent(trx, account, intent.orderUuid, {
      transactionId,
      url,
      expiresAt,
      updatedAt: now,
    });
    const row: PaymentRow = {
      ...(before ?? intent),
      transactionId,
      url,
      expiresAt,
      updatedAt: now,
    };
    const created = toPayment(row, this.account);
    const event = new PaymentCreatedEvent(
      eventId(created, PaymentCreatedEvent.type),
      created,
      new Date(now),
    );
    await this.outbox.store(trx, [event]);
    const parked = await selectParked(trx, account, [transactionId]);
    await markApplied(
      trx,
      parked.map(({ id }) => id),
    );
    const settled = await this.settlement.apply(
      trx,
      parked.map(({ outcome, receivedAt }) => ({
        payment: row,
        arrival: outcome as Arrival,
        at: receivedAt,
      })),
      now,
    );
    const payment = settled.at(-1)?.payment ?? created;
    return { kind: 'stored', payment, events: [event, ...settled] };
  });
}
