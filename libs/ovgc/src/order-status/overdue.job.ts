import type { ModuleClock } from '../clock/module.clock.js';
import type { Job } from '../jobs/job.scheduler.js';
import type { Ledger } from '../ledger/ledger.js';
import { selectOverdue } from '../ledger/payment.expiry.queries.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import { OvgcOrderStatusUnknownError } from '../ovgc.errors.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import type { OrderStatusCheck } from './order-status.check.js';
import type { GatewayStatus } from './order-status.outcome.js';

/** What the job works with. */
export interface OverdueJobContext {
  readonly account: Account;
  readonly ledger: Pick<Ledger, 'reader'>;
  readonly orderStatus: OrderStatusCheck;
  readonly options: Pick<OvgcOptions, 'expiryGraceMs'>;
  readonly clock: ModuleClock;
}

/** At most this many requests at once: the gateway has others to answer. */
const CONCURRENT_REQUESTS = 10;
/** How long a payment is left alone after the gateway was asked about it. */
const ASK_AGAIN_MS = 5 * 60 * 1000;

/** Asks the gateway about payments whose window and grace period are over, instead of expiring them by the clock. */
export class OverdueJob implements Job {
  readonly name = 'check overdue payments';
  private readonly logger = new ThrottledLogger('OvgcOrderStatus');

  constructor(private readonly context: OverdueJobContext) {}

  async step(signal: AbortSignal): Promise<boolean> {
    const { account, ledger, options, clock } = this.context;
    const { now, windowNow } = clock();
    const overdue = await selectOverdue(ledger.reader, account.name, {
      endedBefore: windowNow - options.expiryGraceMs,
      checked: { before: now - ASK_AGAIN_MS, now },
      limit: CONCURRENT_REQUESTS,
    });
    const answered = await Promise.all(overdue.map((payment) => this.check(payment, signal)));
    // When the gateway can't be asked now, the rest waits for the next run.
    return overdue.length === CONCURRENT_REQUESTS && answered.every(Boolean);
  }

  /** Returns whether the gateway gave a status. */
  private async check(payment: PaymentRow, signal: AbortSignal): Promise<boolean> {
    const { orderStatus } = this.context;
    let status: GatewayStatus = null;
    try {
      status = await orderStatus.ask(payment, signal);
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof OvgcOrderStatusUnknownError)) throw error;
      this.logger.warn('unknown', error.message);
    }
    await orderStatus.record(payment, status);
    return status !== null;
  }
}
