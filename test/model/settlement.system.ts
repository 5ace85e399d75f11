import { EventOutbox } from '../../libs/ovgc/src/events/event.outbox.js';
import type { PaymentEvent } from '../../libs/ovgc/src/events/payment.events.js';
import { selectDeliveries } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import { insertIntents, selectPage } from '../../libs/ovgc/src/ledger/payments.queries.js';
import { openSqliteLedger } from '../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { AnswerBook } from '../../libs/ovgc/src/settlement/answer.book.js';
import { Settlement } from '../../libs/ovgc/src/settlement/settlement.js';
import { Sweep } from '../../libs/ovgc/src/settlement/sweep.js';
import { WebhookInbox } from '../../libs/ovgc/src/settlement/webhook.inbox.js';
import { handlersOf, type Host, publisherOf } from '../support/host.js';
import { ACCOUNT, intentRow, write } from '../support/ledger.rows.js';
import { GRACE, type Outcome, UNMATCHED_AFTER, WINDOW } from './settlement.model.js';

const account = { name: ACCOUNT, currency: null };

/** The real inbox, answer book and sweep on a ledger in memory, put together as the runtime does. */
export async function startSystem(host: Host) {
  let clock = 0;
  const now = () => clock;
  const ledger = await openSqliteLedger(':memory:');
  const publisher = publisherOf(host);
  const published: PaymentEvent[] = [];
  publisher.payments$.subscribe((event) => void published.push(event));
  const outbox = new EventOutbox(handlersOf(host, ACCOUNT));
  const settlement = new Settlement(account, outbox);
  const answers = new AnswerBook(account, ledger, settlement, outbox, publisher, now);
  const inbox = new WebhookInbox(account, ledger, settlement, publisher, now);
  const options = { expiryGraceMs: GRACE, unmatchedAfterMs: UNMATCHED_AFTER, sweepEveryMs: 1000 };
  const sweep = new Sweep(account, ledger, settlement, publisher, options, now);

  return {
    published: published as readonly PaymentEvent[],
    turnClock: (to: number): void => void (clock = to),
    intent: (order: string) => write(ledger, (trx) => insertIntents(trx, [intentRow(order)])),
    answer: async (order: string, transactionId: string): Promise<string> => {
      const stored = await answers.store({
        intent: intentRow(order),
        transactionId,
        url: `https://gateway.test/checkout/${transactionId}`,
        expiresAt: clock + WINDOW,
      });
      return stored.kind;
    },
    webhook: (transactionId: string, outcome: Outcome): Promise<boolean> =>
      inbox.record({ transactionId, arrival: outcome, outcome, body: '{}' }),
    sweep: () => sweep.sweep(),
    payments: () => selectPage(ledger.reader, ACCOUNT, { status: null, limit: 99, after: null }),
    webhooks: () => ledger.reader.selectFrom('ovgcWebhooks').selectAll().orderBy('id').execute(),
    /** In the order in which handlers hear of them. */
    deliveries: async () => {
      const all = { state: null, limit: 999, below: null };
      return (await selectDeliveries(ledger.reader, ACCOUNT, all)).toReversed();
    },
    close: () => ledger.close(),
  };
}

export type System = Awaited<ReturnType<typeof startSystem>>;
