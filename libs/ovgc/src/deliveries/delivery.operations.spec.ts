import { ACCOUNT, deliveryRow, eventRow, write } from '../../../../test/support/ledger.rows.js';
import {
  type DeliveryWithEvent,
  insertDeliveries,
  selectDeliveries,
  selectNextDue,
} from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { DeliveryOptions } from '../ovgc.options.js';
import { renew, settle, takeDue, recoverInterrupted } from './delivery.operations.js';
import { handled } from './retry.policy.js';

const HANDLER = 'Shop.fulfil';
/** When the deliveries here are due. */
const DUE = 1000;
const LEASE_MS = 30;

describe('deliveries in the ledger', () => {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await openSqliteLedger(':memory:');
  });
  afterEach(() => ledger.close());

  /** One delivery for each order. */
  async function store(orders: readonly string[], change: Partial<DeliveryWithEvent> = {}) {
    await write(ledger, async (trx) => {
      await insertEvents(
        trx,
        orders.map((order) => eventRow(`event ${order}`, order)),
      );
      await insertDeliveries(
        trx,
        orders.map((order) =>
          deliveryRow(`event ${order}`, HANDLER, { orderUuid: order, ...change }),
        ),
      );
    });
  }

  function take(now: number, limit = 10, excluding: readonly number[] = []) {
    const search = { account: ACCOUNT, handler: HANDLER, excluding, now, leaseMs: LEASE_MS, limit };
    return ledger.commit(takeDue, search);
  }

  async function stored(): Promise<readonly DeliveryWithEvent[]> {
    const page = { state: null, limit: 100, below: null };
    return (await selectDeliveries(ledger.reader, ACCOUNT, page)).toReversed();
  }

  describe('are taken', () => {
    it('under leases of their own that end when they should, as the tries that begin', async () => {
      await store(['A', 'B']);
      const taken = await take(DUE + 5);
      expect(taken).toMatchObject([
        { orderUuid: 'A', attempts: 1, firstAttemptAt: DUE + 5 },
        { orderUuid: 'B', attempts: 1, firstAttemptAt: DUE + 5 },
      ]);
      const [a, b] = taken.map(({ leaseToken }) => leaseToken);
      expect(a).not.toBe(b);
      expect(await stored()).toMatchObject([
        { leaseToken: a, leaseUntil: DUE + 5 + LEASE_MS, attempts: 1, firstAttemptAt: DUE + 5 },
        { leaseToken: b, leaseUntil: DUE + 5 + LEASE_MS, attempts: 1, firstAttemptAt: DUE + 5 },
      ]);
    });

    it('when they are due, and not before', async () => {
      await store(['A']);
      expect(await take(DUE - 1)).toEqual([]);
      expect(await take(DUE)).toHaveLength(1);
    });

    it('as many as are asked for, without those that are to be left', async () => {
      await store(['A', 'B', 'C']);
      expect(await take(DUE, 1, [1])).toMatchObject([{ orderUuid: 'B' }]);
    });

    it('by nobody else while a lease lasts, and by anybody when it has run out', async () => {
      await store(['A']);
      const [first] = await take(DUE);
      expect(await take(DUE + LEASE_MS - 1)).toEqual([]);
      const [second] = await take(DUE + LEASE_MS);
      expect(second).toMatchObject({ attempts: 2, firstAttemptAt: DUE });
      expect(second?.leaseToken).not.toBe(first?.leaseToken);
    });
  });

  it.each([
    ['scheduled', 'a lease lasts for longer', DUE + 10, DUE + 10],
    ['no longer leased', 'another waits for longer', DUE + 100, DUE + LEASE_MS],
  ])('are next looked for when one is %s, though %s', async (_first, _other, waits, next) => {
    await store(['A']);
    await take(DUE);
    await store(['B'], { nextAttemptAt: waits });
    const search = { handler: HANDLER, excluding: [], now: DUE };
    expect(await selectNextDue(ledger.reader, ACCOUNT, search)).toBe(next);
  });

  it('are held on to by those who hold their leases', async () => {
    await store(['A', 'B']);
    const [a, b] = await take(DUE);
    const tokens = [a?.leaseToken ?? '', 'of nobody'];
    expect(await ledger.commit(renew, { tokens, until: 5000 })).toEqual([a?.leaseToken]);
    expect(await stored()).toMatchObject([
      { leaseUntil: 5000 },
      { leaseToken: b?.leaseToken, leaseUntil: DUE + LEASE_MS },
    ]);
  });

  it('are settled by who holds the lease, and by nobody else', async () => {
    await store(['A', 'B']);
    const [a, b] = await take(DUE);
    const settlement = handled({ attempt: 1, firstAttemptAt: DUE, endedAt: DUE + 7 });
    const tokens = [a?.leaseToken ?? '', 'of nobody'];
    const held = await Promise.all(
      tokens.map((token, i) => ledger.commit(settle, { id: i + 1, token, settlement })),
    );
    expect(held).toEqual([true, false]);
    expect(await stored()).toMatchObject([
      { state: 'done', finishedAt: DUE + 7, leaseToken: null, leaseUntil: null },
      { state: 'pending', finishedAt: null, leaseToken: b?.leaseToken },
    ]);
  });

  it('are settled although they were settled before, as long as it is in the same way', async () => {
    await store(['A']);
    const [delivery] = await take(DUE);
    if (!delivery) throw new Error('nothing is due');
    const { id, leaseToken: token } = delivery;
    const ended = { attempt: 1, firstAttemptAt: DUE, endedAt: DUE + 7 };
    const settlement = handled(ended);
    expect(await ledger.commit(settle, { id, token, settlement })).toBe(true);
    expect(await ledger.commit(settle, { id, token, settlement })).toBe(true);
    for (const other of [
      handled({ ...ended, endedAt: DUE + 8 }),
      { ...settlement, state: 'failed' as const },
      { ...settlement, nextAttemptAt: DUE },
      { ...settlement, finishedAt: DUE + 8 },
      { ...settlement, lastError: 'no paper' },
    ]) {
      expect(await ledger.commit(settle, { id, token, settlement: other })).toBe(false);
    }
    expect(await stored()).toMatchObject([{ state: 'done', finishedAt: DUE + 7 }]);
  });

  describe('that an earlier process left open', () => {
    const options = Object.assign(new DeliveryOptions(), { maxRetryDurationMs: 100 });
    const takeUp = (now: number) =>
      ledger.commit(recoverInterrupted, { account: ACCOUNT, options, now });

    it('are due at once when it was their first try', async () => {
      await store(['A', 'B']);
      await take(DUE, 1);
      expect(await takeUp(DUE + 10)).toEqual([]);
      expect(await stored()).toMatchObject([
        { state: 'pending', nextAttemptAt: DUE + 10, leaseToken: null, attempts: 1 },
        { state: 'pending', nextAttemptAt: DUE, lastError: null, attempts: 0 },
      ]);
    });

    it('are due at once when they were to wait for longer than any wait is', async () => {
      const longest = options.maxDelayMs;
      await store(['A'], { nextAttemptAt: DUE + longest + 1 });
      await store(['B'], { nextAttemptAt: DUE + longest });
      await store(['C'], { nextAttemptAt: DUE + longest + 1, state: 'done' });
      await takeUp(DUE);
      expect(await stored()).toMatchObject([
        { orderUuid: 'A', nextAttemptAt: DUE },
        { orderUuid: 'B', nextAttemptAt: DUE + longest },
        { orderUuid: 'C', nextAttemptAt: DUE + longest + 1 },
      ]);
    });

    it('are given up when they have been tried for long enough, and told of as they are now', async () => {
      await store(['A', 'B'], { attempts: 1, firstAttemptAt: 500 });
      await take(DUE, 1);
      const givenUp = await takeUp(DUE + 10);
      const failed = {
        orderUuid: 'A',
        state: 'failed',
        attempts: 2,
        lastError: 'the process ended while it ran',
        finishedAt: DUE + 10,
      };
      expect(givenUp).toMatchObject([failed]);
      expect(await stored()).toMatchObject([failed, { orderUuid: 'B', state: 'pending' }]);
    });

    it('go on waiting when their time is not over', async () => {
      await store(['A'], { attempts: 1, firstAttemptAt: DUE - 50 });
      await take(DUE, 1);
      expect(await takeUp(DUE + 10)).toEqual([]);
      expect(await stored()).toMatchObject([{ state: 'pending', attempts: 2, leaseToken: null }]);
    });
  });
});
