import fc from 'fast-check';
import type { CompiledQuery, Insertable } from 'kysely';
import Database from 'libsql';
import { type Asked, recordedDialect } from '../../../../test/support/recorded.dialect.js';
import { Ledger, type LedgerReader } from './ledger.js';
import type { EventTable } from './ledger.tables.js';
import { prepared } from './prepared.js';

interface Search {
  readonly account: string;
  readonly ids: readonly number[];
  readonly finishedAt: number | null;
}

const searches = fc.record({
  account: fc.string(),
  ids: fc.array(fc.integer(), { maxLength: 4 }),
  finishedAt: fc.option(fc.integer()),
});
const rows = fc.array(
  fc.record({
    id: fc.string(),
    account: fc.string(),
    name: fc.string(),
    orderUuid: fc.string(),
    transactionId: fc.string(),
    payload: fc.json(),
    occurredAt: fc.integer(),
    unhandled: fc.constantFrom(0 as const, 1 as const),
  }),
  { minLength: 1, maxLength: 4 },
);

function search(reader: LedgerReader, { account, ids, finishedAt }: Search) {
  const found = reader
    .selectFrom('ovgcDeliveries')
    .select('leaseUntil')
    .where('state', '=', 'completed')
    .where('account', '=', account)
    .where('id', 'in', ids);
  return finishedAt === null ? found : found.where('finishedAt', '=', finishedAt);
}

describe('a prepared query', () => {
  let ledger: Ledger;
  let asked: Asked[] = [];

  beforeAll(async () => {
    const dialect = recordedDialect(new Database(':memory:'), (one) => asked.push(one));
    ledger = await Ledger.open(dialect);
  });
  afterAll(() => ledger.close());

  /** What it asks, beside what it would ask if it were built anew. */
  async function expectAlike<Given>(
    query: (reader: LedgerReader, given: Given) => Promise<unknown>,
    build: (reader: LedgerReader, given: Given) => { compile(): CompiledQuery },
    given: Given,
  ): Promise<void> {
    asked = [];
    await query(ledger.reader, given);
    const { sql, parameters } = build(ledger.reader, given).compile();
    expect(asked).toEqual([{ text: sql, given: parameters }]);
  }

  it('asks for what it would ask for if it were built anew', async () => {
    const find = prepared(search);
    await fc.assert(
      fc.asyncProperty(searches, (given) => expectAlike(find, search, given)),
      { numRuns: 1000 },
    );
  });

  it('writes what it would write if it were built anew', async () => {
    const insert = (reader: LedgerReader, values: readonly Insertable<EventTable>[]) =>
      reader
        .insertInto('ovgcEvents')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id');
    const store = prepared(insert);
    await fc.assert(
      fc.asyncProperty(rows, (values) => expectAlike(store, insert, values)),
      { numRuns: 500 },
    );
  });

  it('is built once for each length of a list, and for each place of what is null', async () => {
    let built = 0;
    const find = prepared((reader: LedgerReader, given: Search) => {
      built += 1;
      return search(reader, given);
    });
    const given = { account: 'A', ids: [1, 2], finishedAt: null };
    await find(ledger.reader, given);
    await find(ledger.reader, { account: 'B', ids: [4, 3], finishedAt: null });
    expect(built).toBe(1);
    await find(ledger.reader, { ...given, ids: [1, 2, 3] });
    await find(ledger.reader, { ...given, finishedAt: 7 });
    expect(built).toBe(3);
  });

  it('stays right when it has been asked in more shapes than it keeps', async () => {
    const find = prepared(search);
    for (let round = 0; round < 2; round += 1) {
      for (let length = 0; length < 400; length += 1) {
        const ids = Array.from({ length }, (_, i) => i + round);
        await expectAlike(find, search, { account: 'A', ids, finishedAt: null });
      }
    }
  });

  it('is told to the one who wrote it when it looks at what it may only pass on', async () => {
    const looking = prepared((reader: LedgerReader, account: string) =>
      reader.selectFrom('ovgcPayments').selectAll().where('account', '=', `${account}!`),
    );
    await expect(looking(ledger.reader, 'A')).rejects.toThrow('without reading them');
  });
});
