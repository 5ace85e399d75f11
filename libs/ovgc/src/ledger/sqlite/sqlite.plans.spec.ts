import Database from 'libsql';
import { write } from '../../../../../test/support/ledger.rows.js';
import { type Asked, recordedDialect } from '../../../../../test/support/recorded.dialect.js';
import * as claims from '../claims.queries.js';
import * as deliveries from '../deliveries.queries.js';
import * as events from '../events.queries.js';
import { Ledger } from '../ledger.js';
import * as leases from '../leases.queries.js';
import * as expiry from '../payment.expiry.queries.js';
import * as lists from '../payment.list.queries.js';
import * as payments from '../payments.queries.js';
import * as retention from '../retention.queries.js';
import * as webhooks from '../webhooks.queries.js';

const A = 'default';
const KIND = 'ovgc.payment.succeeded';
const HANDLER = { handler: 'Shop.fulfil', excluding: [1, 2], now: 1 };
const CONFLICTED = { kind: 'event', event: 'ovgc.payment.conflicted' } as const;
const UNCONFIRMED = { kind: 'unconfirmed' } as const;
/** As many as come together: what SQLite does for one it may not do for more. */
const IDS = Array.from({ length: 50 }, (_, i) => String(i));
const KEYS = IDS.map((id) => ({ orderUuid: id, transactionId: id }));
const PAGE = { status: null, limit: 51, after: null };
const BEFORE = { before: 1, limit: 200 };

type Trx = Parameters<Parameters<typeof write>[1]>[0];

/** What runs all the time, for each payment, or for whoever asks how it goes. */
const QUERIES: Record<string, (trx: Trx) => Promise<unknown>> = {
  'deliveries that are due': (trx) => claims.selectDue(trx, A, { ...HANDLER, limit: 10 }),
  'when the next is due': (trx) => claims.selectNextDue(trx, A, HANDLER),
  'deliveries that are worked on': (trx) => leases.selectLeased(trx, A),
  'leases to renew': (trx) => leases.renewLeases(trx, IDS, 1),
  'deliveries of a state': (trx) =>
    deliveries.selectDeliveries(trx, A, { state: 'dead_lettered', limit: 51, below: null }),
  'a payment by its order': (trx) => payments.selectOrders(trx, A, IDS),
  'a payment by its transaction': (trx) => payments.selectByTransactions(trx, A, IDS),
  'a payment by either': (trx) => payments.selectOrdersOrTransactions(trx, A, KEYS),
  'expired payments': (trx) =>
    expiry.selectOverdue(trx, A, { endedBefore: 1, checked: null, limit: 200 }),
  'payments to ask for': (trx) =>
    expiry.selectOverdue(trx, A, { endedBefore: 1, checked: { before: 1, now: 2 }, limit: 10 }),
  'windows that end too late': (trx) => expiry.bringWindowsForward(trx, A, 1),
  'webhooks of a clock that was ahead': (trx) => webhooks.bringUnmatchedForward(trx, A, 1),
  'conflicted payments': (trx) => lists.selectPage(trx, A, { ...PAGE, review: CONFLICTED }),
  'unconfirmed payments': (trx) => lists.selectPage(trx, A, { ...PAGE, review: UNCONFIRMED }),
  'how many are conflicted': (trx) => lists.countForReview(trx, A, CONFLICTED),
  'how many are unconfirmed': (trx) => lists.countForReview(trx, A, UNCONFIRMED),
  'how many are in doubt': (trx) => lists.countInDoubt(trx, A, 1),
  'unreported webhooks': (trx) => webhooks.selectUnreported(trx, A, 1, 200),
  'unmatched webhooks of a payment': (trx) => webhooks.selectCandidates(trx, A, IDS, IDS),
  'what webhooks may be matched by': (trx) => webhooks.selectCandidatesOf(trx, [1, 2, 3]),
  'webhooks of a state': (trx) =>
    webhooks.selectWebhooks(trx, A, { state: 'unmatched', limit: 51, below: null }),
  'how many webhooks wait': (trx) => webhooks.countWebhooks(trx, A),
  'unhandled events': (trx) => events.selectUnhandled(trx, A, KIND, 50),
  'how many are unhandled': (trx) => events.countUnhandled(trx, A, KIND),
  'finished events': (trx) =>
    retention.selectFinishedEvents(trx, A, { ...BEFORE, names: [KIND, 'x'], unhandled: false }),
  'webhooks to prune': (trx) => retention.deleteAppliedWebhooks(trx, A, BEFORE),
};

/** They hold what they are named for and nothing else, so that all of one is what was asked for. */
const SMALL = ['ovgc_payments_unconfirmed', 'ovgc_deliveries_leased'];

describe('a query that runs all the time', () => {
  let ledger: Ledger;
  let asked: Asked[];
  let database: InstanceType<typeof Database>;

  beforeEach(async () => {
    asked = [];
    database = new Database(':memory:');
    const dialect = recordedDialect(database, (one) => asked.push(one));
    ledger = await Ledger.open(dialect);
    asked.length = 0;
  });
  afterEach(() => ledger.close());

  const plans = () =>
    asked
      .filter(({ text }) => /^(select|update|delete)/.test(text))
      .flatMap(({ text, given }) => database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(given))
      .map((line) => (line as { detail: string }).detail);

  /** Lines of plans that go through a table, or through all of an account's rows in it. */
  const slow = () =>
    plans().filter(
      (line) =>
        line.startsWith('SCAN') ||
        (line.includes('(account=?)') && !SMALL.some((index) => line.includes(index))),
    );

  it.each(Object.entries(QUERIES))('goes to what it looks for: %s', async (_, query) => {
    await write(ledger, query);
    expect(plans()).not.toEqual([]);
    expect(slow()).toEqual([]);
  });

  const RUNNING = Object.entries(QUERIES).filter(([name]) => name !== 'webhooks of a state');

  it.each(RUNNING)('is planned once, whatever the indexes are made of: %s', async (_, query) => {
    const partial = database
      .prepare(`SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% where %'`)
      .all([]) as { sql: string }[];
    const madeOf = partial.flatMap(({ sql }) => sql.match(/(?<=')\w+(?=')/g) ?? []);
    expect(madeOf).toContain('pending');
    await write(ledger, query);
    const given = asked.flatMap((one) => one.given);
    expect(given.filter((value) => madeOf.includes(String(value)))).toEqual([]);
  });

  it('goes past the webhooks that have been reported, which may be many', async () => {
    await webhooks.selectUnreported(ledger.reader, A, 1, 200);
    expect(plans().join()).toContain('state=? AND reported_at=? AND received_at<?');
  });

  it('is known to be slow when it is', async () => {
    await deliveries.countDeliveries(ledger.reader, A);
    expect(slow()).toHaveLength(1);
  });
});
