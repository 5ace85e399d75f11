import type { Migration } from 'kysely';
import { sql } from 'kysely';

/** Every change of the tables of `sandbox.db`, in order. One that was released is never edited: data folders have it. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-initial': statements(
    `CREATE TABLE payment (
      seq integer PRIMARY KEY AUTOINCREMENT,
      checkout_id text NOT NULL UNIQUE,
      transaction_id text NOT NULL UNIQUE,
      seller text NOT NULL,
      order_uuid text NOT NULL,
      amount text NOT NULL,
      email text NOT NULL,
      success_url text NOT NULL,
      cancel_url text NOT NULL,
      product_title text,
      first_name text,
      last_name text,
      status text NOT NULL,
      cancelled integer NOT NULL,
      decline_reason text,
      card_brand text,
      card_last_four text,
      created_at integer NOT NULL,
      expires_at integer NOT NULL,
      paid_at integer,
      CONSTRAINT payment_order UNIQUE (seller, order_uuid)
    )`,
    `CREATE INDEX payment_open ON payment (expires_at) WHERE status = 'Pending'`,
    `CREATE TABLE webhook (
      seq integer PRIMARY KEY AUTOINCREMENT,
      id text NOT NULL UNIQUE,
      event text NOT NULL,
      transaction_id text NOT NULL,
      source text NOT NULL,
      state text NOT NULL,
      fault text,
      body text NOT NULL,
      attempts integer NOT NULL,
      created_at integer NOT NULL,
      next_attempt_at integer
    )`,
    `CREATE INDEX webhook_due ON webhook (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
    `CREATE INDEX webhook_transaction ON webhook (transaction_id)`,
    `CREATE TABLE webhook_attempt (
      seq integer PRIMARY KEY AUTOINCREMENT,
      webhook_id text NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
      reason text NOT NULL,
      url text NOT NULL,
      at integer NOT NULL,
      status integer,
      error text,
      latency_ms integer NOT NULL,
      answer text NOT NULL
    )`,
    `CREATE INDEX webhook_attempt_webhook ON webhook_attempt (webhook_id)`,
    `CREATE TABLE clock (id integer PRIMARY KEY, offset_ms integer NOT NULL)`,
  ),

  // A final decline used to be stored as a cancellation.
  '002-closed': statements(
    `ALTER TABLE payment ADD COLUMN closed text`,
    `UPDATE payment SET closed = 'cancelled' WHERE cancelled = 1`,
    `ALTER TABLE payment DROP COLUMN cancelled`,
  ),

  // There used to be one seller, whose settings were not stored. Its payments and webhooks become those of the seller
  // `default`, which the next start adds. Each change of a status had its webhook, so webhooks tell the changes.
  '003-sellers': statements(
    `CREATE TABLE seller (
      seq integer PRIMARY KEY AUTOINCREMENT,
      id text NOT NULL UNIQUE,
      name text NOT NULL,
      gateway_active integer NOT NULL,
      minimum_amount text NOT NULL,
      webhook_url text,
      webhook_secret text NOT NULL,
      created_at integer NOT NULL
    )`,
    `CREATE TABLE api_key (
      seq integer PRIMARY KEY AUTOINCREMENT,
      id text NOT NULL UNIQUE,
      seller_id text NOT NULL REFERENCES seller (id) ON DELETE CASCADE,
      label text NOT NULL,
      key text NOT NULL,
      created_at integer NOT NULL,
      last_used_at integer,
      revoked_at integer
    )`,
    `CREATE INDEX api_key_seller ON api_key (seller_id)`,
    `ALTER TABLE payment RENAME COLUMN seller TO seller_id`,
    `UPDATE payment SET seller_id = 'default'`,
    `ALTER TABLE webhook ADD COLUMN seller_id text NOT NULL DEFAULT 'default'`,
    `CREATE TABLE payment_change (
      seq integer PRIMARY KEY AUTOINCREMENT,
      transaction_id text NOT NULL REFERENCES payment (transaction_id) ON DELETE CASCADE,
      at integer NOT NULL,
      status text NOT NULL,
      closed text,
      decline_reason text,
      card_brand text,
      card_last_four text
    )`,
    `CREATE INDEX payment_change_payment ON payment_change (transaction_id)`,
    `INSERT INTO payment_change
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
    ORDER BY webhook.seq`,
  ),

  '004-frozen-clock': statements(`ALTER TABLE clock ADD COLUMN frozen_at integer`),
};

function statements(...texts: readonly string[]): Migration {
  return {
    async up(db) {
      for (const text of texts) await sql.raw(text).execute(db);
    },
  };
}
