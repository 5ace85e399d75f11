import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, Migrator } from 'kysely';
import Database from 'libsql';
import {
  ACCOUNT,
  deliveryRow,
  paymentRow,
  webhookRow,
  write,
} from '../../../../../test/support/ledger.rows.js';
import { selectDue } from '../claims.queries.js';
import { countDeliveries, replayDeliveries, selectDeliveries } from '../deliveries.queries.js';
import { countUnhandled, selectUnhandled } from '../events.queries.js';
import type { Ledger } from '../ledger.js';
import { selectOrders } from '../payments.queries.js';
import { selectFinishedEvents } from '../retention.queries.js';
import { SqliteLedgerDialect } from '../sqlite/sqlite.dialect.js';
import { openSqliteLedger } from '../sqlite/sqlite.ledger.js';
import { insertWebhooks, selectCandidates, selectWebhooks } from '../webhooks.queries.js';
import { MIGRATIONS } from './index.js';

const SUCCEEDED = 'ovgc.payment.succeeded';

let folder: string;
let ledger: Ledger;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ovgc-migrations-'));
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

describe('a ledger of the first version', () => {
  beforeEach(async () => {
    const { gatewayStatus: _status, checkedAt: _checked, ...payment } = paymentRow('A');
    ledger = await openAfterVersion(1, [
      ['ovgc_payments', payment],
      ['ovgc_events', eventRow('handled')],
      ['ovgc_events', eventRow('unhandled')],
      ['ovgc_deliveries', deliveryRow('handled')],
    ]);
  });

  it('keeps its payments', async () => {
    const { gatewayStatus, checkedAt, ...kept } = paymentRow('A');
    const [row] = await selectOrders(ledger.reader, ACCOUNT, ['A']);
    expect(row).toEqual({ ...kept, gatewayStatus, checkedAt });
  });

  it('has the events without a delivery marked as unhandled', async () => {
    expect(await countUnhandled(ledger.reader, ACCOUNT, SUCCEEDED)).toBe(1);
    const [event] = await selectUnhandled(ledger.reader, ACCOUNT, SUCCEEDED, 9);
    expect(event).toMatchObject({ id: 'unhandled' });
  });
});

describe('a ledger from before the delivery states completed and dead_lettered', () => {
  const delivery = (eventId: string, change: object) => ({
    ...deliveryRow(eventId),
    orderUuid: eventId,
    ...change,
  });
  const ROWS = [
    delivery('waiting', { attempts: 0 }),
    delivery('running', {
      attempts: 1,
      firstAttemptAt: 900,
      leaseToken: 'one:2',
      leaseUntil: 9000,
    }),
    delivery('retried', { attempts: 2, firstAttemptAt: 800, lastError: 'no paper' }),
    delivery('done', { attempts: 1, state: 'done', finishedAt: 700 }),
    delivery('failed', { attempts: 9, state: 'failed', finishedAt: 600, lastError: 'no' }),
  ];

  beforeEach(async () => {
    ledger = await openAfterVersion(3, [
      ...ROWS.map(({ eventId }) => ['ovgc_events', { ...eventRow(eventId), heard: 1 }] as const),
      ['ovgc_events', { ...eventRow('unheard'), heard: 0 }],
      ...ROWS.map((row) => ['ovgc_deliveries', row] as const),
    ]);
  });

  it('keeps its deliveries, with their new states', async () => {
    const page = { state: null, limit: 99, below: null };
    const rows = (await selectDeliveries(ledger.reader, ACCOUNT, page)).toReversed();
    const states = ['pending', 'pending', 'pending', 'completed', 'dead_lettered'];
    expect(rows).toMatchObject(ROWS.map((row, i) => ({ ...row, state: states[i] })));
    const counts = await countDeliveries(ledger.reader, ACCOUNT);
    expect(new Map(counts.map(({ state, count }) => [state, count]))).toEqual(
      new Map([
        ['pending', 3],
        ['completed', 1],
        ['dead_lettered', 1],
      ]),
    );
  });

  it('delivers what was pending, and replays what had failed', async () => {
    const due = () =>
      write(ledger, (trx) =>
        selectDue(trx, ACCOUNT, { handler: 'Shop.fulfil', excluding: [], now: 1000, limit: 9 }),
      );
    expect((await due()).map(({ eventId }) => eventId)).toEqual(['waiting', 'retried']);
    const search = { id: null, handler: null };
    expect(await write(ledger, (trx) => replayDeliveries(trx, ACCOUNT, search, 1000))).toBe(1);
    expect((await due()).map(({ eventId }) => eventId)).toEqual(['waiting', 'retried', 'failed']);
  });

  it('keeps apart which events no durable handler listened to', async () => {
    const [event, ...others] = await selectUnhandled(ledger.reader, ACCOUNT, SUCCEEDED, 9);
    expect(event).toMatchObject({ id: 'unheard', unhandled: 1 });
    expect(others).toEqual([]);
    const search = { names: [SUCCEEDED], unhandled: false, before: 5000, limit: 9 };
    expect(await selectFinishedEvents(ledger.reader, ACCOUNT, search)).toEqual(['done']);
  });
});

describe('a ledger from before webhooks had candidates', () => {
  const before = (outcome: string, state: string) =>
    [
      'ovgc_webhooks',
      {
        account: ACCOUNT,
        transactionId: 'invoice_A',
        outcome,
        state,
        body: '{}',
        receivedAt: 1000,
      },
    ] as const;

  beforeEach(async () => {
    ledger = await openAfterVersion(4, [
      before('succeeded', 'applied'),
      before('declined', 'parked'),
      before('contradictory:0a1b', 'unrecognised'),
      before('unknown_status:0a1b', 'unrecognised'),
    ]);
  });

  it('keeps its webhooks, each with what it says, and why it was not recognised', async () => {
    const stored = await ledger.reader
      .selectFrom('ovgcWebhooks')
      .select(['duplicateKey', 'transactionId', 'outcome', 'state', 'reason', 'receivedAt'])
      .orderBy('id')
      .execute();
    const after = (outcome: string, state: string, reason: string | null = null) => ({
      duplicateKey: `invoice_A ${outcome}`,
      transactionId: 'invoice_A',
      outcome: reason === null ? outcome : 'unrecognised',
      state,
      reason,
      receivedAt: 1000,
    });
    expect(stored).toEqual([
      after('succeeded', 'applied'),
      after('declined', 'unmatched'),
      after('contradictory:0a1b', 'unrecognised', 'contradictory'),
      after('unknown_status:0a1b', 'unrecognised', 'unknown_status'),
    ]);
  });

  it('finds its unmatched webhooks when their payment is created', async () => {
    const found = await selectCandidates(ledger.reader, ACCOUNT, ['invoice_A'], []);
    expect(found).toMatchObject([{ outcome: 'declined', kind: 'transaction', value: 'invoice_A' }]);
  });

  it('knows a copy of a webhook that it has', async () => {
    const again = await write(ledger, (trx) => insertWebhooks(trx, [webhookRow('invoice_A')]));
    expect(again).toEqual([]);
  });
});

describe('a ledger from before webhooks were resolved', () => {
  beforeEach(async () => {
    const row = (key: string, state: string) =>
      [
        'ovgc_webhooks',
        { ...webhookRow(key), duplicateKey: key, state, reportedAt: 7, transactionId: key },
      ] as const;
    ledger = await openAfterVersion(5, [row('one', 'unmatched'), row('two', 'unrecognised')]);
  });

  it('keeps its webhooks, and nobody has decided them', async () => {
    for (const [state, key] of [['unmatched', 'one'] as const, ['unrecognised', 'two'] as const]) {
      const page = { state, limit: 9, below: null };
      expect(await selectWebhooks(ledger.reader, ACCOUNT, page)).toMatchObject([
        { ...webhookRow(key), duplicateKey: key, state, reportedAt: 7, decision: null },
      ]);
    }
  });
});

/** An event as every version of the ledger has it. */
function eventRow(id: string) {
  return {
    id,
    account: ACCOUNT,
    name: SUCCEEDED,
    orderUuid: id,
    transactionId: `invoice_${id}`,
    payload: '{}',
    occurredAt: 1,
  };
}

/** Writes rows into a ledger as it was after the first migrations, then opens it with the current ones. */
async function openAfterVersion(
  version: number,
  rows: readonly (readonly [table: string, row: object])[],
): Promise<Ledger> {
  const file = join(folder, 'payments.db');
  const db = new Kysely<never>({
    dialect: new SqliteLedgerDialect({ database: new Database(file) }),
  });
  const migrations = Object.fromEntries(Object.entries(MIGRATIONS).slice(0, version));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: 'ovgc_migrations',
    migrationLockTableName: 'ovgc_migrations_lock',
  }).migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error;
  const database = new Database(file);
  for (const [table, row] of rows) insert(database, table, row);
  database.close();
  return openSqliteLedger(file);
}

function insert(database: InstanceType<typeof Database>, table: string, row: object): void {
  const columns = Object.keys(row).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const places = columns.map(() => '?').join(', ');
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`;
  database.prepare(text).run(Object.values(row));
}
