import { sql, type Kysely, type MigrationProvider } from 'kysely';

/** The shop’s schema, step by step. A step that a crash interrupts runs again. */
export const ordersMigrations: MigrationProvider = {
  getMigrations: () => Promise.resolve({ '0001_orders_and_fulfilments': { up: createOrders } }),
};

async function createOrders(database: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE IF NOT EXISTS orders (
      order_uuid       TEXT PRIMARY KEY,
      sku              TEXT NOT NULL,
      title            TEXT NOT NULL,
      amount           TEXT NOT NULL,
      email            TEXT NOT NULL,
      status           TEXT NOT NULL CHECK (status IN ('Pending', 'Paid', 'Declined', 'Expired')),
      created_at       TEXT NOT NULL,
      paid_at          TEXT,
      transaction_id   TEXT UNIQUE,
      checkout_url     TEXT,
      checkout_ends_at TEXT,
      retry_of         TEXT UNIQUE REFERENCES orders (order_uuid)
    ) STRICT`.execute(database);
  await sql`CREATE INDEX IF NOT EXISTS orders_by_age ON orders (created_at)`.execute(database);
  await sql`
    CREATE TABLE IF NOT EXISTS fulfilments (
      idempotency_key TEXT PRIMARY KEY,
      order_uuid      TEXT NOT NULL REFERENCES orders (order_uuid),
      fulfilled_at    TEXT NOT NULL
    ) STRICT`.execute(database);
  await sql`CREATE INDEX IF NOT EXISTS fulfilments_by_order ON fulfilments (order_uuid)`.execute(
    database,
  );
}
