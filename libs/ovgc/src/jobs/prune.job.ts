import {
  PAYMENT_EVENTS,
  PaymentConflictedEvent,
  PaymentSucceededEvent,
} from '../events/payment.events.js';
import {
  deleteAppliedWebhooks,
  deleteEvents,
  selectFinishedEvents,
} from '../ledger/retention.queries.js';
import { forEachInput, type UnitOfWork } from '../ledger/unit-of-work.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Job } from './job.scheduler.js';

const STEP = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A conflict stays: it is what lists the payment among those that need a review. */
const HANDLED = PAYMENT_EVENTS.map(({ type }) => type).filter(
  (type) => type !== PaymentConflictedEvent.type,
);
/** A success that no handler existed for stays as well, for the handler that comes. */
const UNHANDLED = HANDLED.filter((type) => type !== PaymentSucceededEvent.type);

/** Deletes finished webhooks, events and deliveries that are older than the option says. */
export class PruneJob implements Job {
  readonly name = 'prune the ledger';

  constructor(
    private readonly unitOfWork: Pick<UnitOfWork<never>, 'run'>,
    private readonly options: Pick<OvgcOptions, 'pruneAfterDays'>,
  ) {}

  async step(): Promise<boolean> {
    const { pruneAfterDays } = this.options;
    if (pruneAfterDays === undefined) return false;
    return this.unitOfWork.run(prune, { afterMs: pruneAfterDays * DAY_MS });
  }
}

/** Deletes a part of what is old and finished; returns whether there is more. */
const prune = forEachInput(
  async (trx, { afterMs }: { readonly afterMs: number }, { account, now, steadyNow }) => {
    // A clock that leapt ahead must not delete what is young.
    const before = Math.floor(Math.min(now, steadyNow) - afterMs);
    const search = { before, limit: STEP };
    const finished = [
      await selectFinishedEvents(trx, account.name, {
        ...search,
        names: HANDLED,
        unhandled: false,
      }),
      await selectFinishedEvents(trx, account.name, {
        ...search,
        names: UNHANDLED,
        unhandled: true,
      }),
    ];
    await deleteEvents(trx, finished.flat());
    const webhooks = await deleteAppliedWebhooks(trx, account.name, search);
    return { output: webhooks === STEP || finished.some(({ length }) => length === STEP) };
  },
);
