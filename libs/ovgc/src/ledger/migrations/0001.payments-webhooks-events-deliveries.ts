import { type Kysely, type Migration, sql } from 'kysely';

/** Everything that one process on SQLite needs; other databases differ in how a row gets its number alone. */
export const paymentsWebhooksEventsDeliveries: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable('ovgc_payments')
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('order_uuid', 'text', (c) => c.notNull())
      .addColumn('transaction_id', 'text')
      .addColumn('url', 'text')
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('amount', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('success_url', 'text', (c) => c.notNull())
      .addColumn('cancel_url', 'text', (c) => c.notNull())
      .addColumn('product_title', 'text')
      .addColumn('first_name', 'text')
      .addColumn('last_name', 'text')
      .addColumn('metadata', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('paid_at', 'bigint')
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('ovgc_payments_pk', ['account', 'order_uuid'])
      .addUniqueConstraint('ovgc_payments_transaction', ['account', 'transaction_id'])
      .execute();
    await db.schema
      .createIndex('ovgc_payments_newest')
      .on('ovgc_payments')
      .columns(['account', 'created_at', 'order_uuid'])
      .execute();
    await db.schema
      .createIndex('ovgc_payments_windows')
      .on('ovgc_payments')
      .columns(['account', 'expires_at'])
      .where(sql.ref('status'), '=', sql.lit('Pending'))
      .execute();

    await db.schema
      .createTable('ovgc_webhooks')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('transaction_id', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .addColumn('reported_at', 'bigint')
      .addUniqueConstraint('ovgc_webhooks_once', ['account', 'transaction_id', 'outcome'])
      .execute();
    await db.schema
      .createIndex('ovgc_webhooks_open')
      .on('ovgc_webhooks')
      .columns(['account', 'state', 'received_at'])
      .where(sql.ref('state'), '!=', sql.lit('applied'))
      .execute();

    await db.schema
      .createTable('ovgc_events')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('order_uuid', 'text', (c) => c.notNull())
      .addColumn('transaction_id', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('occurred_at', 'bigint', (c) => c.notNull())
      .execute();

    await db.schema
      .createIndex('ovgc_events_by_kind')
      .on('ovgc_events')
      .columns(['account', 'name', 'occurred_at'])
      .execute();

    await db.schema
      .createTable('ovgc_deliveries')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('event_id', 'text', (c) => c.notNull().references('ovgc_events.id'))
      .addColumn('handler', 'text', (c) => c.notNull())
      .addColumn('order_uuid', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('first_attempt_at', 'bigint')
      .addColumn('next_attempt_at', 'bigint', (c) => c.notNull())
      .addColumn('lease_token', 'text')
      .addColumn('lease_until', 'bigint')
      .addColumn('last_error', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('finished_at', 'bigint')
      .addUniqueConstraint('ovgc_deliveries_once', ['event_id', 'handler'])
      .execute();
    await db.schema
      .createIndex('ovgc_deliveries_due')
      .on('ovgc_deliveries')
      .columns(['account', 'next_attempt_at'])
      .where(sql.ref('state'), '=', sql.lit('pending'))
      .execute();
    await db.schema
      .createIndex('ovgc_deliveries_leases')
      .on('ovgc_deliveries')
      .column('lease_token')
      .where(sql.ref('lease_token'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('ovgc_deliveries_by_payment')
      .on('ovgc_deliveries')
      .columns(['account', 'order_uuid', 'handler'])
      .execute();
  },
};
