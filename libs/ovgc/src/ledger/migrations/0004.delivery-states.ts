import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Renames delivery states: `done` becomes `completed` and `failed` becomes `dead_lettered`. The column `heard` of an
 * event becomes `unhandled`, with its meaning reversed.
 */
export const deliveryStates: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await sql`UPDATE ovgc_deliveries SET state = 'completed' WHERE state = 'done'`.execute(db);
    await sql`UPDATE ovgc_deliveries SET state = 'dead_lettered' WHERE state = 'failed'`.execute(
      db,
    );

    // A new column instead of a renamed one: `heard` has the default 1, and SQLite can't change a default.
    await db.schema
      .alterTable('ovgc_events')
      .addColumn('unhandled', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await sql`UPDATE ovgc_events SET unhandled = 1 WHERE heard = 0`.execute(db);
    // SQLite doesn't drop a column that an index uses.
    await db.schema.dropIndex('ovgc_events_by_kind').execute();
    await db.schema.alterTable('ovgc_events').dropColumn('heard').execute();
    await db.schema
      .createIndex('ovgc_events_by_kind')
      .on('ovgc_events')
      .columns(['account', 'name', 'unhandled', 'occurred_at'])
      .execute();
  },
};
