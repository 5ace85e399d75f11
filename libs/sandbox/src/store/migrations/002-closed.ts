import type { Kysely } from 'kysely';

/** Tells what closed a payment: until now a final decline was written down as a cancellation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('payment').addColumn('closed', 'text').execute();
  const payments = (db as Kysely<{ payment: { closed: string; cancelled: number } }>).updateTable(
    'payment',
  );
  await payments.set({ closed: 'cancelled' }).where('cancelled', '=', 1).execute();
  await db.schema.alterTable('payment').dropColumn('cancelled').execute();
}
