import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'kysely';
import { GroupCommit, type LedgerOperation } from './group-commit.js';
import { LedgerConflictError } from './ledger.failure.js';
import type { LedgerTables } from './ledger.tables.js';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A database that writes down what is asked of it, and keeps each transaction until it is let go. */
class Transactions {
  readonly log: string[] = [];
  /** Called before each commit: wait to make it slow, throw to make it fail. */
  beforeCommit: () => unknown = () => undefined;

  readonly run = async <T>(work: (trx: Transaction<LedgerTables>) => Promise<T>): Promise<T> => {
    this.log.push('begin');
    try {
      const result = await work({} as Transaction<LedgerTables>);
      await this.beforeCommit();
      this.log.push('commit');
      return result;
    } catch (error) {
      this.log.push('rollback');
      throw error;
    }
  };

  count(entry: string): number {
    return this.log.filter((one) => one === entry).length;
  }
}

/** Doubles, and fails on odd numbers. */
const doubleEven: LedgerOperation<number, number> = (_trx, inputs) => {
  const odd = inputs.find((input) => input % 2 === 1);
  return odd === undefined
    ? Promise.resolve(inputs.map((input) => input * 2))
    : Promise.reject(new Error(`${odd} is odd`));
};
const double: LedgerOperation<number, number> = (_trx, inputs) =>
  Promise.resolve(inputs.map((input) => input * 2));
const shout: LedgerOperation<string, string> = (_trx, inputs) =>
  Promise.resolve(inputs.map((input) => input.toUpperCase()));

describe('a group commit', () => {
  let transactions: Transactions;
  let writes: GroupCommit;

  beforeEach(() => {
    transactions = new Transactions();
    writes = new GroupCommit(transactions.run);
  });

  it('writes in the async context that it was made in, and answers each in its own', async () => {
    const store = new AsyncLocalStorage<string>();
    const whose: LedgerOperation<number, string | undefined> = (_trx, inputs) =>
      Promise.resolve(inputs.map(() => store.getStore()));
    const submit = (name: string) =>
      store.run(name, async () => [await writes.submit(whose, 1), store.getStore()]);
    expect(await Promise.all([submit('one'), submit('another')])).toEqual([
      [undefined, 'one'],
      [undefined, 'another'],
    ]);
  });

  it('puts what comes in one turn into one transaction, and gives each its own answer', async () => {
    const answers = await Promise.all([
      writes.submit(double, 1),
      writes.submit(shout, 'a'),
      writes.submit(double, 2),
      writes.submit(shout, 'b'),
      writes.submit(double, 3),
    ]);
    expect(answers).toEqual([2, 'A', 4, 'B', 6]);
    expect(transactions.log).toEqual(['begin', 'commit']);
  });

  it('does not let one wait that comes alone', async () => {
    await writes.submit(double, 1);
    await writes.submit(double, 2);
    expect(transactions.log).toEqual(['begin', 'commit', 'begin', 'commit']);
  });

  it('gathers what comes while it writes, for the transaction after', async () => {
    let letGo = (): void => undefined;
    transactions.beforeCommit = () => new Promise<void>((resolve) => (letGo = resolve));
    const first = writes.submit(double, 1);
    await nextTurn();
    await nextTurn();
    transactions.beforeCommit = () => undefined;
    const others = [2, 3, 4].map((n) => writes.submit(double, n));
    await nextTurn();
    expect(transactions.log).toEqual(['begin']);
    letGo();
    expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8]);
    expect(transactions.log).toEqual(['begin', 'commit', 'begin', 'commit']);
  });

  it('answers in the order in which it worked: all of one operation, then all of the next', async () => {
    const answered: unknown[] = [];
    const all = [
      writes.submit(double, 1).then((answer) => answered.push(answer)),
      writes.submit(shout, 'a').then((answer) => answered.push(answer)),
      writes.submit(double, 2).then((answer) => answered.push(answer)),
    ];
    await Promise.all(all);
    expect(answered).toEqual([2, 4, 'A']);
  });

  it('answers nobody before the commit', async () => {
    let letGo = (): void => undefined;
    transactions.beforeCommit = () => new Promise<void>((resolve) => (letGo = resolve));
    const answered: number[] = [];
    const all = [1, 2].map((n) => writes.submit(double, n).then((a) => answered.push(a)));
    for (let i = 0; i < 5; i += 1) await nextTurn();
    expect(answered).toEqual([]);
    letGo();
    await Promise.all(all);
    expect(answered).toEqual([2, 4]);
  });

  it('fails one that fails, and none of those that came with it', async () => {
    const results = await Promise.allSettled([
      writes.submit(doubleEven, 2),
      writes.submit(doubleEven, 3),
      writes.submit(shout, 'a'),
      writes.submit(doubleEven, 4),
    ]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 4 },
      { status: 'rejected', reason: new Error('3 is odd') },
      { status: 'fulfilled', value: 'A' },
      { status: 'fulfilled', value: 8 },
    ]);
    // The shared one, then each alone.
    expect([transactions.count('rollback'), transactions.count('commit')]).toEqual([2, 3]);
  });

  it('fails all when nothing can be committed, and works again afterwards', async () => {
    transactions.beforeCommit = () => {
      throw new Error('the disk is full');
    };
    const results = await Promise.allSettled([1, 2, 3].map((n) => writes.submit(double, n)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(transactions.count('commit')).toBe(0);
    transactions.beforeCommit = () => undefined;
    expect(await writes.submit(double, 4)).toBe(8);
  });

  it('takes a flood in portions, loses none and keeps their order', async () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    const order: number[] = [];
    const answers = await Promise.all(
      numbers.map(async (n) => {
        const answer = await writes.submit(double, n);
        order.push(n);
        return answer;
      }),
    );
    expect(answers).toEqual(numbers.map((n) => n * 2));
    expect(order).toEqual(numbers);
    expect(transactions.log).toEqual(Array.from({ length: 5 }, () => ['begin', 'commit']).flat());
  });
});

describe('a transaction that another process got in the way of', () => {
  const conflict = new LedgerConflictError('moved');

  it('is run again, and answers what it comes to then', async () => {
    const transactions = new Transactions();
    const commits = new GroupCommit(transactions.run);
    let runs = 0;
    const work: LedgerOperation<number, number> = (_trx, inputs) => {
      runs += 1;
      return runs < 3 ? Promise.reject(conflict) : Promise.resolve(inputs.map((n) => n * 2));
    };
    expect(await commits.submit(work, 2)).toBe(4);
    expect(runs).toBe(3);
  });

  it('fails after some attempts', async () => {
    const commits = new GroupCommit(new Transactions().run);
    let runs = 0;
    const work: LedgerOperation<number, number> = () => {
      runs += 1;
      return Promise.reject(conflict);
    };
    await expect(commits.submit(work, 2)).rejects.toBe(conflict);
    expect(runs).toBe(6);
  });
});
