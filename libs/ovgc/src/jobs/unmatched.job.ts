import { Logger } from '@nestjs/common';
import type { EventPublisher } from '../events/event.publisher.js';
import type { PaymentEvent } from '../events/payment.events.js';
import { WebhookUnmatchedEvent } from '../events/webhook.events.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import { selectByTransactions } from '../ledger/payments.queries.js';
import {
  markApplied,
  markReported,
  selectUnmatched,
  type WebhookRow,
} from '../ledger/webhooks.queries.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import type { Arrival } from '../payments/payment.status-machine.js';
import type { Settlement } from '../transitions/transitions.js';
import type { Job } from './job.scheduler.js';

interface Looked {
  readonly events: readonly PaymentEvent[];
  readonly unmatched: readonly WebhookRow[];
  readonly more: boolean;
}

const STEP = 200;

/** Webhooks whose transaction never came: reported once, and kept. */
export class Unmatched implements Job {
  readonly looksFor = 'unmatched webhooks';
  private readonly logger = new Logger('OvgcUnmatched');

  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly settlement: Settlement,
    private readonly publisher: EventPublisher,
    private readonly options: Pick<OvgcOptions, 'unmatchedAfterMs'>,
    private readonly now: () => number,
  ) {}

  async step(): Promise<boolean> {
    const { events, unmatched, more } = await this.ledger.commit(this.look, this.now());
    this.publisher.publish(events);
    unmatched.forEach((webhook) => this.report(webhook));
    return more;
  }

  private readonly look = eachAlone<number, Looked>(async (trx, now) => {
    const { name: account } = this.account;
    const before = now - this.options.unmatchedAfterMs;
    const waiting = await selectUnmatched(trx, account, before, STEP);
    if (waiting.length === 0) return { events: [], unmatched: [], more: false };
    const transactionIds = waiting.map(({ transactionId }) => transactionId);
    const payments = new Map(
      (await selectByTransactions(trx, account, transactionIds)).map((row) => [
        row.transactionId,
        row,
      ]),
    );
    // Two machines may have stored a webhook and its answer at the same instant, each without seeing the other's.
    const facts = waiting.flatMap(({ transactionId, outcome, receivedAt }) => {
      const payment = payments.get(transactionId);
      return payment ? [{ payment, arrival: outcome as Arrival, at: receivedAt }] : [];
    });
    const [matched, unmatched] = [true, false].map((known) =>
      waiting.filter(({ transactionId }) => payments.has(transactionId) === known),
    ) as [WebhookRow[], WebhookRow[]];
    await markApplied(trx, idsOf(matched));
    await markReported(trx, idsOf(unmatched), now);
    const events = await this.settlement.apply(trx, facts, now);
    return { events, unmatched, more: waiting.length === STEP };
  });

  private report({ id, transactionId, outcome, receivedAt }: WebhookRow): void {
    this.logger.warn(
      `webhook ${id} says ${outcome} of ${transactionId}, which no payment here belongs to; it is kept`,
    );
    this.publisher.notify(
      new WebhookUnmatchedEvent(
        this.account.name,
        String(id),
        transactionId,
        outcome,
        new Date(receivedAt),
      ),
    );
  }
}

function idsOf(webhooks: readonly WebhookRow[]): readonly number[] {
  return webhooks.map(({ id }) => id);
}
