import type { Kysely, Migration } from 'kysely';

/** A delivery that is moved to another handler keeps its idempotency key: its effect may have happened already. */
export const idempotencyKeyOfAMovedDelivery: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema.alterTable('ovgc_deliveries').addColumn('idempotency_key', 'text').execute();
  },
};
