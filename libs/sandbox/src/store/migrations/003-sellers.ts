import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Sellers with their API keys, and what happened to each payment. Until now there was one seller, whose settings were
 * not kept: its payments and webhooks become those of the seller `default`, which the next start adds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('seller')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('gateway_active', 'integer', (column) => column.notNull())
    .addColumn('minimum_amount', 'text', (column) => column.notNull())
    .addColumn('webhook_url', 'text')
    .addColumn('webhook_secret', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('api_key')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('seller_id', 'text', (column) =>
      column.notNull().references('seller.id').onDelete('cascade'),
    )
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('last_used_at', 'integer')
    .addColumn('revoked_at', 'integer')
    .execute();
  await db.schema.createIndex('api_key_seller').on('api_key').column('seller_id').execute();

  await db.schema.alterTable('payment').renameColumn('seller', 'seller_id').execute();
  await sql`UPDATE payment SET seller_id = 'default'`.execute(db);
  await db.schema
    .alterTable('webhook')
    .addColumn('seller_id', 'text', (column) => column.notNull().defaultTo('default'))
    .execute();

  await db.schema
    .createTable('payment_change')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('transaction_id', 'text', (column) =>
      column.notNull().references('payment.transaction_id').onDelete('cascade'),
    )
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('closed', 'text')
    .addColumn('decline_reason', 'text')
    .addColumn('card_brand', 'text')
    .addColumn('card_last_four', 'text')
    .execute();
  await db.schema
    .createIndex('payment_change_payment')
    .on('payment_change')
    .column('transaction_id')
    .execute();
  await tellChangesFromWebhooks(db);
}

/** Each change of a status had its webhook, so the webhooks tell when a payment changed and to what. */
async function tellChangesFromWebhooks(db: Kysely<unknown>): Promise<void> {
  await sql`
    INSERT INTO payment_change
      (transaction_id, at, status, closed, decline_reason, card_brand, card_last_four)
    SELECT payment.transaction_id, webhook.created_at,
      CASE
        WHEN webhook.event = 'payment.succeeded' THEN 'Paid'
        WHEN payment.status = 'Expired' THEN 'Expired'
        ELSE 'Declined'
      END,
      CASE WHEN payment.status = 'Declined' THEN payment.closed END,
      CASE WHEN payment.status = 'Declined' THEN payment.decline_reason END,
      CASE WHEN webhook.event = 'payment.succeeded' OR payment.status = 'Declined'
        THEN payment.card_brand END,
      CASE WHEN webhook.event = 'payment.succeeded' OR payment.status = 'Declined'
        THEN payment.card_last_four END
    FROM webhook JOIN payment USING (transaction_id)
    WHERE webhook.source = 'payment'
    ORDER BY webhook.seq
  `.execute(db);
}
