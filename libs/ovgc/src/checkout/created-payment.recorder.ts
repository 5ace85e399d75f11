import type { Transaction } from 'kysely';
import type { EventOutbox } from '../transitions/event.outbox.js';
import type { EventPublisher } from '../events/event.publisher.js';
import { eventId } from '../events/event.record.js';
import { PaymentCreatedEvent, type PaymentEvent } from '../events/payment.events.js';
import type { LedgerOperation } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { toPayment } from '../ledger/payment.row.js';
import {
  type OrderKeys,
  type PaymentRow,
  selectOrdersOrTransactions,
  storeAnswers,
} from '../ledger/payments.queries.js';
import { markApplied, selectParked } from '../ledger/webhooks.queries.js';
import type { Account } from '../payments/payment.js';
import type { Payment } from '../payments/payment.js';
import type { Arrival } from '../payments/payment.status-machine.js';
import { type AnswerVerdict, type GatewayAnswer, judge } from './created-payment.js';
import type { Settlement } from '../transitions/transitions.js';

/** What became of an answer. */
export type AnswerStored =
  | { readonly kind: 'stored'; readonly payment: Payment }
  /** The gateway gave this order another transaction before: that one stays. */
  | { readonly kind: 'second_transaction'; readonly payment: Payment }
  /** The gateway gave this transaction to another order. */
  | { readonly kind: 'foreign_transaction'; readonly orderUuid: string };

type StoredWithEvents = AnswerStored & { readonly events: readonly PaymentEvent[] };

/** Stores what the gateway answered, and applies the webhooks that were faster than the answer. */
export class CreatedPaymentRecorder {
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
    const { events, ...stored } = await this.ledger.commit(this.storeAll, answer);
    this.publisher.publish(events);
    return stored;
  }

  private readonly storeAll: LedgerOperation<GatewayAnswer, StoredWithEvents> = async (
    trx,
    answers,
  ) => {
    const now = this.now();
    const known = await selectOrdersOrTransactions(trx, this.account.name, answers.map(keysOf));
    const verdicts = judge(answers, known, now);
    const created = verdicts.flatMap((one) => (one.kind === 'created' ? [one.row] : []));
    const events = created.length === 0 ? [] : await this.begin(trx, created, now);
    return verdicts.map((one) => this.told(one, events));
  };

  /** Makes payments of orders, and applies what had arrived for them; answers the events of all that. */
  private async begin(
    trx: Transaction<LedgerTables>,
    rows: readonly PaymentRow[],
    now: number,
  ): Promise<readonly PaymentEvent[]> {
    await storeAnswers(trx, rows);
    const created = await this.outbox.store(
      trx,
      rows.map((row) => this.createdEvent(row, now)),
    );
    const payments = new Map(rows.map((row) => [row.transactionId, row]));
    const parked = await selectParked(trx, this.account.name, [...payments.keys()]);
    await markApplied(
      trx,
      parked.map(({ id }) => id),
    );
    const facts = parked.flatMap(({ transactionId, outcome, receivedAt }) => {
      const payment = payments.get(transactionId);
      return payment ? [{ payment, arrival: outcome as Arrival, at: receivedAt }] : [];
    });
    return [...created, ...(await this.settlement.apply(trx, facts, now))];
  }

  private createdEvent(row: PaymentRow, now: number): PaymentCreatedEvent {
    const payment = toPayment(row, this.account);
    return new PaymentCreatedEvent(
      eventId(payment, PaymentCreatedEvent.type),
      payment,
      new Date(now),
    );
  }

  /** What the caller hears: of what it began, with the payment as the last of its events left it. */
  private told(verdict: AnswerVerdict, begun: readonly PaymentEvent[]): StoredWithEvents {
    if (verdict.kind === 'foreign_transaction') return { ...verdict, events: [] };
    const payment = toPayment(verdict.row, this.account);
    if (verdict.kind === 'second_transaction') return { kind: verdict.kind, payment, events: [] };
    if (verdict.kind === 'known') return { kind: 'stored', payment, events: [] };
    const events = begun.filter((event) => event.payment.orderUuid === payment.orderUuid);
    return { kind: 'stored', payment: events.at(-1)?.payment ?? payment, events };
  }
}

function keysOf({ intent, transactionId }: GatewayAnswer): OrderKeys {
  return { orderUuid: intent.orderUuid, transactionId };
}
