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
import { countUnhandled, selectUnhandled } from '../events.queries.js';
import type { Ledger } from '../ledger.js';
import { selectOrders } from '../payments.queries.js';
import { SqliteLedgerDialect } from '../sqlite/sqlite.dialect.js';
import { openSqliteLedger } from '../sqlite/sqlite.ledger.js';
import { insertWebhooks, selectCandidates } from '../webhooks.queries.js';
import { MIGRATIONS } from './index.js';

const KIND = 'ovgc.payment.succeeded';

describe('a ledger that the first version wrote', () => {
  let folder: string;
  let ledger: Ledger;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovgc-migrations-'));
    const file = join(folder, 'payments.db');
    writeAsTheFirstVersion(file, await firstVersion(file));
    ledger = await openSqliteLedger(file);
  });
  afterEach(async () => {
    await ledger.close();
    await rm(folder, { recursive: true });
  });

  it('keeps its payments', async () => {
    const { gatewayStatus, checkedAt, ...kept } = paymentRow('A');
    const [row] = await selectOrders(ledger.reader, ACCOUNT, ['A']);
    expect(row).toEqual({ ...kept, gatewayStatus, checkedAt });
  });

  it('tells what was heard from what was not', async () => {
    expect(await countUnhandled(ledger.reader, ACCOUNT, KIND)).toBe(1);
    const [event] = await selectUnhandled(ledger.reader, ACCOUNT, KIND, 9);
    expect(event).toMatchObject({ id: 'unhandled' });
  });

  it('keeps its webhooks, each with what it says, and why it was not recognised', async () => {
    const stored = await ledger.reader
      .selectFrom('ovgcWebhooks')
      .select(['duplicateKey', 'transactionId', 'outcome', 'state', 'reason', 'receivedAt'])
      .orderBy('id')
      .execute();
    const webhook = (outcome: string, state: string, reason: string | null = null) => ({
      duplicateKey: `invoice_A ${outcome}`,
      transactionId: 'invoice_A',
      outcome: reason === null ? outcome : 'unrecognised',
      state,
      reason,
      receivedAt: 1000,
    });
    expect(stored).toEqual([
      webhook('succeeded', 'applied'),
      webhook('declined', 'unmatched'),
      webhook('contradictory:0a1b', 'unrecognised', 'contradictory'),
      webhook('unknown_status:0a1b', 'unrecognised', 'unknown_status'),
    ]);
  });

  it('applies its unmatched webhooks when their payment is created', async () => {
    const found = await selectCandidates(ledger.reader, ACCOUNT, ['invoice_A'], []);
    expect(found).toMatchObject([{ outcome: 'declined', kind: 'transaction', value: 'invoice_A' }]);
  });

  it('takes a copy of a webhook that it has for a copy', async () => {
    const again = await write(ledger, (trx) => insertWebhooks(trx, [webhookRow('invoice_A')]));
    expect(again).toEqual([]);
  });
});

/** Makes the tables as the first version made them; answers the statements that fill them. */
async function firstVersion(file: string): Promise<readonly [string, object][]> {
  const [[name, first]] = Object.entries(MIGRATIONS) as [[string, (typeof MIGRATIONS)[string]]];
  const db = new Kysely<never>({
    dialect: new SqliteLedgerDialect({ database: new Database(file) }),
  });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ [name]: first }) },
    migrationTableName: 'ovgc_migrations',
    migrationLockTableName: 'ovgc_migrations_lock',
  }).migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error;
  const { gatewayStatus: _status, checkedAt: _checked, ...payment } = paymentRow('A');
  const event = (id: string) => ({
    id,
    account: ACCOUNT,
    name: KIND,
    orderUuid: 'A',
    transactionId: 'invoice_A',
    payload: '{}',
    occurredAt: 1,
  });
  const webhook = (outcome: string, state: string) => ({
    account: ACCOUNT,
    transactionId: 'invoice_A',
    outcome,
    state,
    body: '{}',
    receivedAt: 1000,
  });
  return [
    ['ovgc_payments', payment],
    ['ovgc_webhooks', webhook('succeeded', 'applied')],
    ['ovgc_webhooks', webhook('declined', 'parked')],
    ['ovgc_webhooks', webhook('contradictory:0a1b', 'unrecognised')],
    ['ovgc_webhooks', webhook('unknown_status:0a1b', 'unrecognised')],
    ['ovgc_events', event('heard')],
    ['ovgc_events', event('unhandled')],
    ['ovgc_deliveries', deliveryRow('heard')],
  ];
}

function writeAsTheFirstVersion(file: string, rows: readonly [string, object][]): void {
  const database = new Database(file);
  for (const [table, row] of rows) {
    const columns = Object.keys(row).map((name) =>
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    const places = columns.map(() => '?').join(', ');
    const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`;
    database.prepare(text).run(Object.values(row));
  }
  database.close();
}
