import type { Kysely } from 'kysely';

/** Keeps a clock frozen over a restart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('clock').addColumn('frozen_at', 'integer').execute();
}
