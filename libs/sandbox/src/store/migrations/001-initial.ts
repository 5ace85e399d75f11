import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Payments, webhooks with their attempts, and the clock. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('payment')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('checkout_id', 'text', (column) => column.notNull().unique())
    .addColumn('transaction_id', 'text', (column) => column.notNull().unique())
    .addColumn('seller', 'text', (column) => column.notNull())
    .addColumn('order_uuid', 'text', (column) => column.notNull())
    .addColumn('amount', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('success_url', 'text', (column) => column.notNull())
    .addColumn('cancel_url', 'text', (column) => column.notNull())
    .addColumn('product_title', 'text')
    .addColumn('first_name', 'text')
    .addColumn('last_name', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('cancelled', 'integer', (column) => column.notNull())
    .addColumn('decline_reason', 'text')
    .addColumn('card_brand', 'text')
    .addColumn('card_last_four', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('paid_at', 'integer')
    .addUniqueConstraint('payment_order', ['seller', 'order_uuid'])
    .execute();
  await db.schema
    .createIndex('payment_open')
    .on('payment')
    .column('expires_at')
    .where(sql.ref('status'), '=', sql.lit('Pending'))
    .execute();

  await db.schema
    .createTable('webhook')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('transaction_id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('fault', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'integer')
    .execute();
  await db.schema
    .createIndex('webhook_due')
    .on('webhook')
    .column('next_attempt_at')
    .where(sql.ref('next_attempt_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('webhook_transaction')
    .on('webhook')
    .column('transaction_id')
    .execute();

  await db.schema
    .createTable('webhook_attempt')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('webhook_id', 'text', (column) =>
      column.notNull().references('webhook.id').onDelete('cascade'),
    )
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('status', 'integer')
    .addColumn('error', 'text')
    .addColumn('latency_ms', 'integer', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('webhook_attempt_webhook')
    .on('webhook_attempt')
    .column('webhook_id')
    .execute();

  await db.schema
    .createTable('clock')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('offset_ms', 'integer', (column) => column.notNull())
    .execute();
}
