import { bringWindowsForward } from '../ledger/payment.expiry.queries.js';
import { forEachInput, type UnitOfWork } from '../ledger/unit-of-work.js';
import { bringUnmatchedForward } from '../ledger/webhooks.queries.js';
import { CHECKOUT_WINDOW_MS } from '../payments/payment.js';
import type { Job } from './job.scheduler.js';

/**
 * Brings times forward that lie further ahead than they can: the clock was set back after they were stored. Otherwise
 * these payments would stay pending, and these webhooks unreported, until the clock shows those times again.
 */
export class BringForwardJob implements Job {
  readonly name = 'bring times forward that were stored while the clock was ahead';

  constructor(private readonly unitOfWork: Pick<UnitOfWork<never>, 'run'>) {}

  async step(): Promise<boolean> {
    await this.unitOfWork.run(bringTimesForward, undefined);
    return false;
  }
}

const bringTimesForward = forEachInput(async (trx, _input: undefined, { account, now }) => {
  await bringWindowsForward(trx, account.name, now + CHECKOUT_WINDOW_MS);
  await bringUnmatchedForward(trx, account.name, now);
  return { output: undefined };
});
