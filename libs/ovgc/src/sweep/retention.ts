import {
  PAYMENT_EVENTS,
  PaymentConflictedEvent,
  PaymentSucceededEvent,
} from '../events/payment.events.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import { deleteHistory, selectFinishedEvents } from '../ledger/retention.queries.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/account.js';
import type { Chore } from './sweep.js';

const STEP = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

const NAMES = PAYMENT_EVENTS.map(({ type }) => type);
/** What nobody heard of these is kept for whoever comes. */
const KEPT_UNHEARD: readonly string[] = [PaymentSucceededEvent.type, PaymentConflictedEvent.type];

/** History that is done with and older than the option says. */
export class Retention implements Chore {
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
    return this.ledger.commit(this.prune, this.now() - pruneAfterDays * DAY_MS);
  }

  private readonly prune = eachAlone<number, boolean>(async (trx, before) => {
    const { name: account } = this.account;
    const search = { names: NAMES, before, keptUnheard: KEPT_UNHEARD, limit: STEP };
    const finished = await selectFinishedEvents(trx, account, search);
    if (finished.length > 0) await deleteHistory(trx, account, finished, before);
    return finished.length === STEP;
  });
}
