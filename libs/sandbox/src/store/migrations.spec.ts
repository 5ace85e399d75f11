import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { MIGRATIONS } from './migrations.js';

describe('a database that only records whether a payment was cancelled', () => {
  it('records what closed a payment once it is migrated', async () => {
    const db = new Kysely<unknown>({
      dialect: new SqliteDialect({ database: new Database(':memory:') }),
    });
    await MIGRATIONS['001-initial']?.up(db);
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

    await MIGRATIONS['002-closed']?.up(db);

    const rows = await payments.selectFrom('payment').selectAll().orderBy('seq').execute();
    await db.destroy();
    expect(rows.map(({ closed }) => closed)).toEqual(['cancelled', null]);
    expect(rows[0]).not.toHaveProperty('cancelled');
  });
});
