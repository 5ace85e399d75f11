import type { EventRecord } from '../events/event.record.js';
import { selectOverdue } from '../ledger/payment.expiry.queries.js';
import { forEachInput, type UnitOfWork } from '../ledger/unit-of-work.js';
import type { OvgcOptions } from '../ovgc.options.js';
import { applyOutcomes } from '../transitions/transitions.js';
import type { Job } from './job.scheduler.js';

const STEP = 200;

/** Expires payments whose checkout window and grace period are over, for accounts that can't ask the gateway. */
export class ExpireJob implements Job {
  readonly name = 'expire payments';

  constructor(
    private readonly unitOfWork: UnitOfWork<EventRecord>,
    private readonly options: Pick<OvgcOptions, 'expiryGraceMs'>,
  ) {}

  step(): Promise<boolean> {
    return this.unitOfWork.run(expirePayments, { graceMs: this.options.expiryGraceMs });
  }
}

/** Expires some payments, the oldest first; returns whether there are more. */
const expirePayments = forEachInput(
  async (trx, { graceMs }: { readonly graceMs: number }, context) => {
    const { account, now, windowNow } = context;
    const overdue = await selectOverdue(trx, account.name, {
      endedBefore: windowNow - graceMs,
      checked: null,
      limit: STEP,
    });
    const outcomes = overdue.map((payment) => ({
      payment,
      outcome: 'window_passed' as const,
      at: now,
    }));
    const events = await applyOutcomes(trx, outcomes, context);
    return { output: overdue.length === STEP, events };
  },
);
