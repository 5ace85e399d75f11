import { Logger } from '@nestjs/common';
import type { EventPublisher } from '../events/event.publisher.js';
import { failureDetail } from '../events/failure.text.js';
import type { PaymentEvent } from '../events/payment.events.js';
import { WebhookUnmatchedEvent } from '../events/webhook.events.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import { selectByTransactions, selectOverdue } from '../ledger/payments.queries.js';
import {
  markApplied,
  markReported,
  selectUnmatched,
  type WebhookRow,
} from '../ledger/webhooks.queries.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/account.js';
import type { Arrival } from '../payments/payment.transition.js';
import type { Settlement } from './settlement.js';

type SweepOptions = Pick<OvgcOptions, 'expiryGraceMs' | 'unmatchedAfterMs' | 'sweepEveryMs'>;

interface Swept {
  readonly events: readonly PaymentEvent[];
  readonly unmatched: readonly WebhookRow[];
  /** There was more than one step could take. */
  readonly more: boolean;
}

/** So many at a time, that webhooks need not wait for a long step. */
const STEP = 200;

/** Sees to what nobody will call for: checkout windows that pass in silence, webhooks whose transaction never came. */
export class Sweep {
  private readonly logger = new Logger('OvgcSweep');
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly settlement: Settlement,
    private readonly publisher: EventPublisher,
    private readonly options: SweepOptions,
    private readonly now: () => number,
  ) {}

  start(): void {
    if (this.stopped) return;
    this.timer = setInterval(() => void this.sweep(), this.options.sweepEveryMs).unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** Does what is due now. */
  sweep(): Promise<void> {
    this.sweeping ??= this.sweepAll().finally(() => {
      this.sweeping = undefined;
    });
    return this.sweeping;
  }

  private async sweepAll(): Promise<void> {
    try {
      let more = true;
      while (more) {
        const swept = await this.ledger.commit(this.step, this.now());
        this.publisher.publish(swept.events);
        swept.unmatched.forEach((webhook) => this.report(webhook));
        more = swept.more;
      }
    } catch (error) {
      this.logger.error('could not look for expired payments; trying again', failureDetail(error));
    }
  }

  private readonly step = eachAlone<number, Swept>(async (trx, now) => {
    const { name: account } = this.account;
    const { expiryGraceMs, unmatchedAfterMs } = this.options;
    const overdue = await selectOverdue(trx, account, now - expiryGraceMs, STEP);
    const waiting = await selectUnmatched(trx, account, now - unmatchedAfterMs, STEP);
    const payments = new Map(
      (waiting.length === 0
        ? []
        : await selectByTransactions(
            trx,
            account,
            waiting.map(({ transactionId }) => transactionId),
          )
      ).map((row) => [row.transactionId, row]),
    );
    // Two machines may have stored a webhook and its answer at the same instant, each without seeing the other's.
    const matched = waiting.flatMap((webhook) => {
      const payment = payments.get(webhook.transactionId);
      return payment ? [{ webhook, payment }] : [];
    });
    const unmatched = waiting.filter(({ transactionId }) => !payments.has(transactionId));
    if (matched.length > 0)
      await markApplied(
        trx,
        matched.map(({ webhook }) => webhook.id),
      );
    if (unmatched.length > 0)
      await markReported(
        trx,
        unmatched.map(({ id }) => id),
        now,
      );
    const events = await this.settlement.apply(
      trx,
      [
        ...matched.map(({ webhook, payment }) => ({
          payment,
          arrival: webhook.outcome as Arrival,
          at: webhook.receivedAt,
        })),
        ...overdue.map((payment) => ({ payment, arrival: 'window_passed' as const, at: now })),
      ],
      now,
    );
    return {
      events,
      unmatched,
      more: overdue.length === STEP || waiting.length === STEP,
    };
  });

  private report(webhook: WebhookRow): void {
    const { id, transactionId, outcome, receivedAt } = webhook;
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
