import type { Kysely, Migration } from 'kysely';

/** What a person has decided about a webhook that the module could not match or recognise, and who, when and why. */
export const webhookResolutions: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    for (const column of ['decision', 'decided_order', 'decided_by', 'decided_note']) {
      await db.schema.alterTable('ovgc_webhooks').addColumn(column, 'text').execute();
    }
    for (const column of ['decided_at', 'forced'] as const) {
      const type = column === 'forced' ? 'integer' : 'bigint';
      await db.schema.alterTable('ovgc_webhooks').addColumn(column, type).execute();
    }
  },
};
