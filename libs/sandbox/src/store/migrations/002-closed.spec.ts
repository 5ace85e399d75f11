import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { up as createTables } from './001-initial.js';
import { up as tellWhatClosed } from './002-closed.js';

describe('a database in which a payment was only cancelled or not', () => {
  it('says by what a payment was closed from then on', async () => {
    const db = new Kysely<unknown>({
      dialect: new SqliteDialect({ database: new Database(':memory:') }),
    });
    await createTables(db);
    const row = (order: string, cancelled: 0 | 1) => ({
      checkout_id: order,
      transaction_id: order,
      seller: 'sandbox',
      order_uuid: order,
      amount: '25.00',
      email: 'customer@example.com',
      success_url: 'https://yoursite.com/success',
      cancel_url: 'https://yoursite.com/cancel',
      status: 'Declined',
      cancelled,
      created_at: 0,
      expires_at: 0,
    });
    const payments = db.withTables<{ payment: Record<string, string | number | null> }>();
    await payments
      .insertInto('payment')
      .values([row('ORDER-1', 1), row('ORDER-2', 0)])
      .execute();

    await tellWhatClosed(db);

    const rows = await payments.selectFrom('payment').selectAll().orderBy('seq').execute();
    await db.destroy();
    expect(rows.map(({ closed }) => closed)).toEqual(['cancelled', null]);
    expect(rows[0]).not.toHaveProperty('cancelled');
  });
});
