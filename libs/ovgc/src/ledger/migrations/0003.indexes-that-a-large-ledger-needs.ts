import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What is looked for all the time is found without going through what is done with, however much of it there is. Every
 * row is of the same account as a rule, so an index that begins with the account alone finds nothing.
 */
export const indexesThatALargeLedgerNeeds: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.dropIndex('ovgc_payments_unconfirmed').execute();
    await db.schema
      .createIndex('ovgc_payments_unconfirmed')
      .on('ovgc_payments')
      .columns(['account', 'created_at', 'order_uuid'])
      .where(sql.ref('gateway_status'), '=', sql.lit('Paid'))
      .where(sql.ref('status'), '!=', sql.lit('Paid'))
      .execute();

    await db.schema.dropIndex('ovgc_webhooks_open').execute();
    await db.schema
      .createIndex('ovgc_webhooks_by_state')
      .on('ovgc_webhooks')
      .columns(['account', 'state', 'id'])
      .execute();
    await db.schema
      .createIndex('ovgc_webhooks_unreported')
      .on('ovgc_webhooks')
      // The state, too, or SQLite would choose the index above, and go through all that have been reported.
      .columns(['account', 'state', 'reported_at', 'received_at'])
      .where(sql.ref('state'), '=', sql.lit('parked'))
      .execute();

    await db.schema
      .alterTable('ovgc_events')
      .addColumn('heard', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
    await sql`
      UPDATE ovgc_events SET heard = 0
      WHERE NOT EXISTS (SELECT 1 FROM ovgc_deliveries WHERE event_id = ovgc_events.id)
    `.execute(db);
    await db.schema.dropIndex('ovgc_events_by_kind').execute();
    await db.schema
      .createIndex('ovgc_events_by_kind')
      .on('ovgc_events')
      .columns(['account', 'name', 'heard', 'occurred_at'])
      .execute();

    await db.schema
      .createIndex('ovgc_deliveries_by_state')
      .on('ovgc_deliveries')
      .columns(['account', 'state', 'id'])
      .execute();
    await db.schema
      .createIndex('ovgc_deliveries_leased')
      .on('ovgc_deliveries')
      .columns(['account', 'handler', 'lease_until'])
      .where(sql.ref('lease_token'), 'is not', null)
      .execute();
  },
};
