import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, Migrator } from 'kysely';
import Database from 'libsql';
import { ACCOUNT, deliveryRow, paymentRow } from '../../../../../test/support/ledger.rows.js';
import { countUnhandled, selectUnhandled } from '../events.queries.js';
import type { Ledger } from '../ledger.js';
import { selectOrders } from '../payments.queries.js';
import { SqliteLedgerDialect } from '../sqlite/sqlite.dialect.js';
import { openSqliteLedger } from '../sqlite/sqlite.ledger.js';
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
  return [
    ['ovgc_payments', payment],
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
