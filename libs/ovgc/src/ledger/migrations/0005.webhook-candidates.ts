import { type Kysely, type Migration, sql } from 'kysely';

/**
 * A webhook may name its payment in several ways, or in none: its key as a duplicate, its transaction and what it says
 * become columns of their own. `parked` becomes `unmatched`.
 */
export const webhookCandidates: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    // SQLite can't change a constraint: the rows move to a new table.
    await db.schema.alterTable('ovgc_webhooks').renameTo('ovgc_webhooks_before').execute();
    await db.schema
      .createTable('ovgc_webhooks')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('duplicate_key', 'text', (c) => c.notNull())
      .addColumn('transaction_id', 'text')
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .addColumn('reported_at', 'bigint')
      .addUniqueConstraint('ovgc_webhooks_duplicate', ['account', 'duplicate_key'])
      .execute();
    await sql`
      INSERT INTO ovgc_webhooks
      SELECT
        id,
        account,
        transaction_id || ' ' || outcome,
        transaction_id,
        CASE WHEN instr(outcome, ':') > 0 THEN 'unrecognised' ELSE outcome END,
        CASE state WHEN 'parked' THEN 'unmatched' ELSE state END,
        CASE WHEN instr(outcome, ':') > 0 THEN substr(outcome, 1, instr(outcome, ':') - 1) END,
        body,
        received_at,
        reported_at
      FROM ovgc_webhooks_before
    `.execute(db);
    await db.schema.dropTable('ovgc_webhooks_before').execute();
    await db.schema
      .createIndex('ovgc_webhooks_by_state')
      .on('ovgc_webhooks')
      .columns(['account', 'state', 'id'])
      .execute();
    await db.schema
      .createIndex('ovgc_webhooks_unreported')
      .on('ovgc_webhooks')
      // The state, too: otherwise SQLite would choose the index above and go through all that have been reported.
      .columns(['account', 'state', 'reported_at', 'received_at'])
      .where(sql.ref('state'), '=', sql.lit('unmatched'))
      .execute();

    await db.schema
      .createTable('ovgc_webhook_candidates')
      .addColumn('webhook_id', 'integer', (c) => c.notNull().references('ovgc_webhooks.id'))
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('ovgc_webhook_candidates_pk', ['webhook_id', 'kind', 'value'])
      .execute();
    await db.schema
      .createIndex('ovgc_webhook_candidates_by_value')
      .on('ovgc_webhook_candidates')
      .columns(['account', 'kind', 'value'])
      .execute();
    await sql`
      INSERT INTO ovgc_webhook_candidates (webhook_id, account, kind, value)
      SELECT id, account, 'transaction', transaction_id FROM ovgc_webhooks WHERE state = 'unmatched'
    `.execute(db);
  },
};
