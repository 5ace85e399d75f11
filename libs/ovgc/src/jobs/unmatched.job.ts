import type { EventPublisher } from '../events/event.publisher.js';
import type { EventRecord } from '../events/event.record.js';
import { WebhookUnmatchedEvent } from '../events/webhook.events.js';
import { selectByTransactions, selectOrders, isPayment } from '../ledger/payments.queries.js';
import { forEachInput, type UnitOfWork } from '../ledger/unit-of-work.js';
import {
  type CandidateRow,
  markReported,
  selectCandidatesOf,
  selectUnreported,
  type WebhookRow,
} from '../ledger/webhooks.queries.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import { applyUnmatchedWebhooks } from '../transitions/unmatched.webhooks.js';
import type { Job } from './job.scheduler.js';

/** What the job works with. */
export interface UnmatchedJobContext {
  readonly account: Account;
  readonly unitOfWork: UnitOfWork<EventRecord>;
  readonly publisher: Pick<EventPublisher, 'notify'>;
  readonly options: Pick<OvgcOptions, 'unmatchedAfterMs'>;
}

const STEP = 200;

/** Reports webhooks whose payment has not turned up. Each is reported once, and stays in the ledger. */
export class UnmatchedJob implements Job {
  readonly name = 'report unmatched webhooks';
  private readonly logger = new ThrottledLogger('OvgcWebhooks');

  constructor(private readonly context: UnmatchedJobContext) {}

  async step(): Promise<boolean> {
    const { unitOfWork, options } = this.context;
    const { unmatched, more } = await unitOfWork.run(markUnmatched, {
      afterMs: options.unmatchedAfterMs,
    });
    for (const webhook of unmatched) this.report(webhook);
    return more;
  }

  private report({ id, transactionId, outcome, receivedAt }: WebhookRow): void {
    const { account, publisher } = this.context;
    this.logger.warn(
      'unmatched',
      `Webhook ${id} says ${outcome}, and no payment here has its transaction (${transactionId ?? 'none'}). It is stored.`,
    );
    publisher.notify(
      new WebhookUnmatchedEvent(
        account.name,
        String(id),
        transactionId,
        outcome,
        new Date(receivedAt),
      ),
    );
  }
}

/** Marks webhooks as reported that have been unmatched for some time. */
const markUnmatched = forEachInput(
  async (trx, { afterMs }: { readonly afterMs: number }, context) => {
    const { account, now } = context;
    const waiting = await selectUnreported(trx, account.name, now - afterMs, STEP);
    const more = waiting.length === STEP;
    if (waiting.length === 0) return { output: { unmatched: waiting, more } };
    // Two processes may have stored a webhook and its payment at the same instant, neither seeing the other's.
    const candidates = await selectCandidatesOf(
      trx,
      waiting.map(({ id }) => id),
    );
    const byTransaction = await selectByTransactions(
      trx,
      account.name,
      valuesOf(candidates, 'transaction'),
    );
    const orders = await selectOrders(trx, account.name, valuesOf(candidates, 'order'));
    const payments = [...byTransaction, ...orders.filter(isPayment)];
    const { events, applied } = await applyUnmatchedWebhooks(trx, candidates, payments, context);
    const unmatched = waiting.filter(({ id }) => !applied.has(id));
    await markReported(
      trx,
      unmatched.map(({ id }) => id),
      now,
    );
    return { output: { unmatched, more }, events };
  },
);

function valuesOf(candidates: readonly CandidateRow[], kind: CandidateRow['kind']): string[] {
  return candidates.filter((candidate) => candidate.kind === kind).map(({ value }) => value);
}
