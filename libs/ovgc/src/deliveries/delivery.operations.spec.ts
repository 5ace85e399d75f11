import { ACCOUNT, deliveryRow, eventRow, write } from '../../../../test/support/ledger.rows.js';
import { unitOfWorkOn } from '../../../../test/support/unit-of-work.js';
import { selectNextDue } from '../ledger/claims.queries.js';
import {
  type DeliveryWithEvent,
  insertDeliveries,
  selectDeliveries,
} from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { DeliveryOptions } from '../ovgc.options.js';
import { claimDue, endAttempts, recoverInterrupted, renew } from './delivery.operations.js';
import { complete } from './retry.policy.js';

const HANDLER = 'Shop.fulfil';
/** When the deliveries of this test are due. */
const DUE = 1000;
const LEASE_MS = 30;

describe('the operations on deliveries', () => {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await openSqliteLedger(':memory:');
  });
  afterEach(() => ledger.close());

  /** Stores one delivery for each order. */
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

  const at = (now: number) => unitOfWorkOn(ledger, () => now);

  function claim(now: number, limit = 10, excluding: readonly number[] = []) {
    return at(now).run(claimDue, { handler: HANDLER, excluding, leaseMs: LEASE_MS, limit });
  }

  async function stored(): Promise<readonly DeliveryWithEvent[]> {
    const page = { state: null, limit: 100, below: null };
    return (await selectDeliveries(ledger.reader, ACCOUNT, page)).toReversed();
  }

  describe('claim deliveries', () => {
    it('under a lease for each, with a new attempt counted', async () => {
      await store(['A', 'B']);
      const claimed = await claim(DUE + 5);
      expect(claimed).toMatchObject([
        { orderUuid: 'A', attempts: 1, firstAttemptAt: DUE + 5 },
        { orderUuid: 'B', attempts: 1, firstAttemptAt: DUE + 5 },
      ]);
      const [a, b] = claimed.map(({ leaseToken }) => leaseToken);
      expect(a).not.toBe(b);
      expect(await stored()).toMatchObject([
        { leaseToken: a, leaseUntil: DUE + 5 + LEASE_MS, attempts: 1, firstAttemptAt: DUE + 5 },
        { leaseToken: b, leaseUntil: DUE + 5 + LEASE_MS, attempts: 1, firstAttemptAt: DUE + 5 },
      ]);
    });

    it('that are due, and no others', async () => {
      await store(['A']);
      expect(await claim(DUE - 1)).toEqual([]);
      expect(await claim(DUE)).toHaveLength(1);
    });

    it('up to the limit, without those that are excluded', async () => {
      await store(['A', 'B', 'C']);
      expect(await claim(DUE, 1, [1])).toMatchObject([{ orderUuid: 'B' }]);
    });

    it('again only after their lease has expired', async () => {
      await store(['A']);
      const [first] = await claim(DUE);
      expect(await claim(DUE + LEASE_MS - 1)).toEqual([]);
      const [second] = await claim(DUE + LEASE_MS);
      expect(second).toMatchObject({ attempts: 2, firstAttemptAt: DUE });
      expect(second?.leaseToken).not.toBe(first?.leaseToken);
    });
  });

  it.each([
    ['when the next delivery is due', 'a lease expires later', DUE + 10, DUE + 10],
    ['when a lease expires', 'the next delivery is due later', DUE + 100, DUE + LEASE_MS],
  ])('claim again %s, if %s', async (_next, _later, waits, next) => {
    await store(['A']);
    await claim(DUE);
    await store(['B'], { nextAttemptAt: waits });
    const search = { handler: HANDLER, excluding: [], now: DUE };
    expect(await selectNextDue(ledger.reader, ACCOUNT, search)).toBe(next);
  });

  it('renew the leases that are held, and no others', async () => {
    await store(['A', 'B']);
    const [a, b] = await claim(DUE);
    const tokens = [a?.leaseToken ?? '', 'unknown'];
    expect(await at(5000).run(renew, { tokens, leaseMs: 70 })).toEqual([a?.leaseToken]);
    expect(await stored()).toMatchObject([
      { leaseUntil: 5070 },
      { leaseToken: b?.leaseToken, leaseUntil: DUE + LEASE_MS },
    ]);
  });

  it('end an attempt whose lease is held, and no other', async () => {
    await store(['A', 'B']);
    const [a, b] = await claim(DUE);
    const end = complete({ attempt: 1, firstAttemptAt: DUE, endedAt: DUE + 7 });
    const tokens = [a?.leaseToken ?? '', 'unknown'];
    const unitOfWork = at(DUE);
    const held = await Promise.all(
      tokens.map((token, i) => unitOfWork.run(endAttempts, { deliveryId: i + 1, token, end })),
    );
    expect(held).toEqual([true, false]);
    expect(await stored()).toMatchObject([
      { state: 'completed', finishedAt: DUE + 7, leaseToken: null, leaseUntil: null },
      { state: 'pending', finishedAt: null, leaseToken: b?.leaseToken },
    ]);
  });

  it('end an attempt again when the same end is stored already', async () => {
    await store(['A']);
    const [delivery] = await claim(DUE);
    if (!delivery) throw new Error('nothing is due');
    const { id: deliveryId, leaseToken: token } = delivery;
    const unitOfWork = at(DUE);
    const ended = { attempt: 1, firstAttemptAt: DUE, endedAt: DUE + 7 };
    const end = complete(ended);
    expect(await unitOfWork.run(endAttempts, { deliveryId, token, end })).toBe(true);
    expect(await unitOfWork.run(endAttempts, { deliveryId, token, end })).toBe(true);
    for (const other of [
      complete({ ...ended, endedAt: DUE + 8 }),
      { ...end, state: 'dead_lettered' as const },
      { ...end, nextAttemptAt: DUE },
      { ...end, finishedAt: DUE + 8 },
      { ...end, lastError: 'no paper' },
    ]) {
      expect(await unitOfWork.run(endAttempts, { deliveryId, token, end: other })).toBe(false);
    }
    expect(await stored()).toMatchObject([{ state: 'completed', finishedAt: DUE + 7 }]);
  });

  describe('recover attempts that an earlier process left running', () => {
    const options = Object.assign(new DeliveryOptions(), {
      maxRetryDurationMs: 100,
      minAttempts: 2,
    });
    const recover = (now: number) => at(now).run(recoverInterrupted, options);

    it('and retry a first attempt at once', async () => {
      await store(['A', 'B']);
      await claim(DUE, 1);
      expect(await recover(DUE + 10)).toEqual([]);
      expect(await stored()).toMatchObject([
        { state: 'pending', nextAttemptAt: DUE + 10, leaseToken: null, attempts: 1 },
        { state: 'pending', nextAttemptAt: DUE, lastError: null, attempts: 0 },
      ]);
    });

    it('and make deliveries due that would wait longer than any delay', async () => {
      const longest = options.maxDelayMs;
      await store(['A'], { attempts: 1, nextAttemptAt: DUE + longest + 1 });
      await store(['B'], { attempts: 1, nextAttemptAt: DUE + longest });
      await store(['C'], { attempts: 1, nextAttemptAt: DUE + longest + 1, state: 'completed' });
      await recover(DUE);
      expect(await stored()).toMatchObject([
        { orderUuid: 'A', nextAttemptAt: DUE },
        { orderUuid: 'B', nextAttemptAt: DUE + longest },
        { orderUuid: 'C', nextAttemptAt: DUE + longest + 1 },
      ]);
    });

    it('and make deliveries due whose first attempt the clock alone delays', async () => {
      await store(['A'], { nextAttemptAt: DUE + 1 });
      await store(['B'], { nextAttemptAt: DUE + 1, attempts: 1 });
      await recover(DUE);
      expect(await stored()).toMatchObject([
        { orderUuid: 'A', nextAttemptAt: DUE },
        { orderUuid: 'B', nextAttemptAt: DUE + 1 },
      ]);
    });

    it('and count time from now on where the first attempt began by a clock that was ahead', async () => {
      await store(['A'], { attempts: 1, firstAttemptAt: DUE + 1 });
      await store(['B'], { attempts: 1, firstAttemptAt: DUE - 1 });
      await store(['C'], { attempts: 1, firstAttemptAt: DUE + 1, state: 'completed' });
      await recover(DUE);
      expect(await stored()).toMatchObject([
        { orderUuid: 'A', firstAttemptAt: DUE },
        { orderUuid: 'B', firstAttemptAt: DUE - 1 },
        { orderUuid: 'C', firstAttemptAt: DUE + 1 },
      ]);
    });

    it('and dead-letter those that have been retried for long enough, and return these', async () => {
      await store(['A', 'B'], { attempts: 1, firstAttemptAt: 500 });
      await claim(DUE, 1);
      const deadLettered = await recover(DUE + 10);
      const expected = {
        orderUuid: 'A',
        state: 'dead_lettered',
        attempts: 2,
        lastError: 'the process ended while the handler was running',
        finishedAt: DUE + 10,
      };
      expect(deadLettered).toMatchObject([expected]);
      expect(await stored()).toMatchObject([expected, { orderUuid: 'B', state: 'pending' }]);
    });

    it('and retry the others later', async () => {
      await store(['A'], { attempts: 1, firstAttemptAt: DUE - 50 });
      await claim(DUE, 1);
      expect(await recover(DUE + 10)).toEqual([]);
      expect(await stored()).toMatchObject([{ state: 'pending', attempts: 2, leaseToken: null }]);
    });
  });
});
