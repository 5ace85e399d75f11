import { type Kysely, type Migration, sql } from 'kysely';

/** What the gateway's order status said, and what is due, for each handler apart. */
export const orderStatusDueByHandler: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('ovgc_payments').addColumn('gateway_status', 'text').execute();
    await db.schema.alterTable('ovgc_payments').addColumn('checked_at', 'bigint').execute();
    await db.schema
      .createIndex('ovgc_payments_unconfirmed')
      .on('ovgc_payments')
      .columns(['account', 'created_at'])
      .where(sql.ref('gateway_status'), '=', sql.lit('Paid'))
      .where(sql.ref('status'), '!=', sql.lit('Paid'))
      .execute();

    await db.schema.dropIndex('ovgc_deliveries_due').execute();
    await db.schema
      .createIndex('ovgc_deliveries_due')
      .on('ovgc_deliveries')
      .columns(['account', 'handler', 'next_attempt_at'])
      .where(sql.ref('state'), '=', sql.lit('pending'))
      .execute();
  },
};
