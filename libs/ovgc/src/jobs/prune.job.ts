import {
  PAYMENT_EVENTS,
  PaymentConflictedEvent,
  PaymentSucceededEvent,
} from '../events/payment.events.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import {
  deleteAppliedWebhooks,
  deleteEvents,
  selectFinishedEvents,
} from '../ledger/retention.queries.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import type { Job } from './job.scheduler.js';

const STEP = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A conflict stays: it is what lists the payment among those that want a person. */
const HANDLED = PAYMENT_EVENTS.map(({ type }) => type).filter(
  (type) => type !== PaymentConflictedEvent.type,
);
/** A success that no handler listened to stays, so that it can be delivered later. */
const UNHANDLED = HANDLED.filter((type) => type !== PaymentSucceededEvent.type);

/** History that is done with and older than the option says. */
export class Retention implements Job {
  readonly looksFor = 'history to prune';

  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly options: Pick<OvgcOptions, 'pruneAfterDays'>,
    private readonly now: () => number,
  ) {}

  async step(): Promise<boolean> {
    const { pruneAfterDays } = this.options;
    if (pruneAfterDays === undefined) return false;
    return this.ledger.commit(this.prune, Math.floor(this.now() - pruneAfterDays * DAY_MS));
  }

  private readonly prune = eachAlone<number, boolean>(async (trx, before) => {
    const { name: account } = this.account;
    const search = { before, limit: STEP };
    const handled = { ...search, names: HANDLED, unhandled: false };
    const unhandled = { ...search, names: UNHANDLED, unhandled: true };
    const finished = [
      await selectFinishedEvents(trx, account, handled),
      await selectFinishedEvents(trx, account, unhandled),
    ];
    await deleteEvents(trx, finished.flat());
    const webhooks = await deleteAppliedWebhooks(trx, account, search);
    return webhooks === STEP || finished.some(({ length }) => length === STEP);
  });
}
