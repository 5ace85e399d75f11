import type { Transaction } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LedgerOperation } from './group-commit.js';
import type { LedgerTables } from './ledger.tables.js';
import { forEachInput, type Operation, UnitOfWork } from './unit-of-work.js';

const account = { name: 'default', currency: null };
const handlers = new Map([['created', ['Shop.thank']]]);

/** A unit of work whose ledger commits what was submitted in one turn together, and a log of what happens. */
function unitOfWorkLoggingTo(log: unknown[]): UnitOfWork<string> {
  const waiting: { operation: unknown; input: unknown; resolve: (output: unknown) => void }[] = [];
  const commitAll = async () => {
    await nextTurn();
    const batch = waiting.splice(0);
    for (const operation of new Set(batch.map((one) => one.operation))) {
      const alike = batch.filter((one) => one.operation === operation);
      const run = operation as LedgerOperation<unknown, unknown>;
      const outputs = await run(
        {} as Transaction<LedgerTables>,
        alike.map(({ input }) => input),
      );
      log.push('commit');
      alike.forEach(({ resolve }, i) => resolve(outputs[i]));
    }
  };
  const commit = <I, O>(operation: LedgerOperation<I, O>, input: I) =>
    new Promise<O>((resolve) => {
      waiting.push({ operation, input, resolve: resolve as (output: unknown) => void });
      if (waiting.length === 1) void commitAll();
    });
  return new UnitOfWork<string>(
    { commit },
    () => ({ account, ...MOMENT, handlers }),
    (events) => log.push(...events),
  );
}

const MOMENT = { now: 7, steadyNow: 8, windowNow: 9 };

describe('a unit of work', () => {
  const double: Operation<number, number, string> = (_trx, inputs) =>
    Promise.resolve({
      outputs: inputs.map((n) => n * 2),
      events: inputs.map((n) => `event of ${n}`),
    });

  it('runs inputs of one operation together, and publishes its events once, after the commit', async () => {
    const log: unknown[] = [];
    const unitOfWork = unitOfWorkLoggingTo(log);
    const outputs = await Promise.all([1, 2, 3].map((n) => unitOfWork.run(double, n)));
    expect(outputs).toEqual([2, 4, 6]);
    expect(log).toEqual(['commit', 'event of 1', 'event of 2', 'event of 3']);
  });

  it('gives an operation the account, the time of the transaction and the handlers', async () => {
    const see: Operation<null, unknown, string> = (_trx, inputs, context) =>
      Promise.resolve({ outputs: inputs.map(() => context) });
    const seen = await unitOfWorkLoggingTo([]).run(see, null);
    expect(seen).toEqual({ account, ...MOMENT, handlers });
  });
});

describe('an operation that takes its inputs one after the other', () => {
  it('ends each before it begins the next, and returns the events of all', async () => {
    const log: string[] = [];
    const work = forEachInput(async (_trx, n: number) => {
      log.push(`begin ${n}`);
      await nextTurn();
      log.push(`end ${n}`);
      return { output: n * 2, events: [`event of ${n}`] };
    });
    const context = { account, ...MOMENT, handlers };
    expect(await work({} as Transaction<LedgerTables>, [1, 2], context)).toEqual({
      outputs: [2, 4],
      events: ['event of 1', 'event of 2'],
    });
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });
});
