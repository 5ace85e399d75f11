import type { LedgerOperation } from '../../libs/ovgc/src/ledger/group-commit.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import type { OrderRow } from '../../libs/ovgc/src/ledger/payments.queries.js';
import { insertIntents, selectOrders } from '../../libs/ovgc/src/ledger/payments.queries.js';
import { ACCOUNT, intentRow } from './ledger.rows.js';

/** Stores orders, and fails on one that is called so, after it was stored. */
function storing(transactions: unknown[]): LedgerOperation<OrderRow, string> {
  return async (trx, rows) => {
    transactions.push(trx);
    await insertIntents(trx, rows);
    if (rows.some(({ orderUuid }) => orderUuid === 'BAD')) throw new Error('it is bad');
    return rows.map(({ orderUuid }) => orderUuid);
  };
}

export function describeCommits(ledger: () => Ledger): void {
  const stored = async (...orderUuids: string[]) => {
    const rows = await selectOrders(ledger().reader, ACCOUNT, orderUuids);
    return rows.map(({ orderUuid }) => orderUuid).toSorted();
  };

  describe('writes that come together', () => {
    it('share a transaction, and each gets its own answer', async () => {
      const transactions: unknown[] = [];
      const store = storing(transactions);
      const ids = Array.from({ length: 50 }, (_, i) => `order ${i}`);
      expect(await Promise.all(ids.map((id) => ledger().commit(store, intentRow(id))))).toEqual(
        ids,
      );
      expect(transactions).toHaveLength(1);
      expect(await stored(...ids)).toEqual(ids.toSorted());
    });

    it('do not fail with one of them that fails, of which nothing is left', async () => {
      const store = storing([]);
      const results = await Promise.allSettled(
        ['A', 'BAD', 'B'].map((id) => ledger().commit(store, intentRow(id))),
      );
      expect(results).toEqual([
        { status: 'fulfilled', value: 'A' },
        { status: 'rejected', reason: new Error('it is bad') },
        { status: 'fulfilled', value: 'B' },
      ]);
      expect(await stored('A', 'BAD', 'B')).toEqual(['A', 'B']);
    });

    it('are there for whoever reads after the answer', async () => {
      const store = storing([]);
      const ids = Array.from({ length: 20 }, (_, i) => `order ${i}`);
      const read = await Promise.all(
        ids.map(async (id) => {
          await ledger().commit(store, intentRow(id));
          return stored(id);
        }),
      );
      expect(read).toEqual(ids.map((id) => [id]));
    });

    it('are seen whole or not at all', async () => {
      const ids = Array.from({ length: 20 }, (_, i) => `order ${i}`);
      const writing = Promise.all(ids.map((id) => ledger().commit(storing([]), intentRow(id))));
      const seen = new Set<number>();
      while (!seen.has(ids.length)) {
        seen.add((await stored(...ids)).length);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await writing;
      expect([...seen].filter((count) => count !== 0 && count !== ids.length)).toEqual([]);
    });
  });

  it('lets what is being written finish before it closes', async () => {
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const slow: LedgerOperation<OrderRow, string> = async (trx, rows) => {
      await insertIntents(trx, rows);
      begun();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await insertIntents(trx, rows);
      return ['stored'];
    };
    const written = ledger().commit(slow, intentRow('A'));
    await running;
    const queued = ledger().commit(storing([]), intentRow('B'));
    const results = Promise.allSettled([written, queued]);
    await ledger().close();
    expect(await results).toEqual([
      { status: 'fulfilled', value: 'stored' },
      { status: 'fulfilled', value: 'B' },
    ]);
  });
}
