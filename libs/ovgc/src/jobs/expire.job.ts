import { Logger } from '@nestjs/common';
import type { EventPublisher } from '../events/event.publisher.js';
import type { PaymentEvent } from '../events/payment.events.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import { type PaymentRow, selectOverdue } from '../ledger/payments.queries.js';
import { OvgcOrderStatusUnknownError } from '../ovgc.errors.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import type { GatewaySays } from '../order-status/order-status.outcome.js';
import type { Reconciliation } from '../order-status/order-status.check.js';
import type { Settlement } from '../transitions/transitions.js';
import type { Job } from './job.scheduler.js';

const STEP = 200;
/** So many at once: the gateway has others to answer. */
const QUESTIONS = 10;
/** A payment that the gateway was asked about is left alone for so long. */
const ASK_AGAIN_MS = 5 * 60 * 1000;

/** Checkout windows that pass in silence. Where the gateway can be asked, it has the last word. */
export class Expiry implements Job {
  readonly looksFor = 'expired payments';
  private readonly logger = new Logger('OvgcExpiry');

  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly settlement: Settlement,
    private readonly reconciliation: Reconciliation,
    private readonly publisher: EventPublisher,
    private readonly options: Pick<OvgcOptions, 'expiryGraceMs'>,
    private readonly now: () => number,
  ) {}

  step(signal: AbortSignal): Promise<boolean> {
    return this.reconciliation.isOn ? this.askStep(signal) : this.expireStep();
  }

  private async expireStep(): Promise<boolean> {
    const { events, more } = await this.ledger.commit(this.expire, this.now());
    this.publisher.publish(events);
    return more;
  }

  private readonly expire = eachAlone<
    number,
    { readonly events: readonly PaymentEvent[]; readonly more: boolean }
  >(async (trx, now) => {
    const overdue = await selectOverdue(trx, this.account.name, {
      endedBefore: now - this.options.expiryGraceMs,
      checkedBefore: null,
      limit: STEP,
    });
    const facts = overdue.map((payment) => ({
      payment,
      arrival: 'window_passed' as const,
      at: now,
    }));
    return {
      events: await this.settlement.apply(trx, facts, now),
      more: overdue.length === STEP,
    };
  });

  private async askStep(signal: AbortSignal): Promise<boolean> {
    const now = this.now();
    const overdue = await selectOverdue(this.ledger.reader, this.account.name, {
      endedBefore: now - this.options.expiryGraceMs,
      checkedBefore: now - ASK_AGAIN_MS,
      limit: QUESTIONS,
    });
    const told = await Promise.all(overdue.map((payment) => this.askAndConclude(payment, signal)));
    // A gateway that can't be asked now is left alone until the next time.
    return overdue.length === QUESTIONS && told.every(Boolean);
  }

  /** Answers whether the gateway told. */
  private async askAndConclude(payment: PaymentRow, signal: AbortSignal): Promise<boolean> {
    let says: GatewaySays = null;
    try {
      says = await this.reconciliation.ask(payment, signal);
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof OvgcOrderStatusUnknownError)) throw error;
      this.logger.warn(error.message);
    }
    await this.reconciliation.conclude(payment, says);
    return says !== null;
  }
}
