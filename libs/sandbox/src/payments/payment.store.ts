import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { PaymentTable } from '../store/sandbox.schema.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import type { CardSummary, Payment } from './payment.js';
import type { PaymentFilter } from './payment.filter.js';
import { fromRow, toRow } from './payment.row.js';

/** What a payment can be found by. */
export type PaymentKey = 'checkout_id' | 'transaction_id' | 'order_uuid';

/** What a search looks into. */
const SEARCHED = [
  'transaction_id',
  'order_uuid',
  'email',
  'first_name',
  'last_name',
  'product_title',
  'amount',
] as const;

interface FindOptions {
  /** Whose payment it must be. Default: any seller's, the last one of several. */
  readonly sellerId?: string | undefined;
  readonly db?: SandboxConnection | undefined;
}

/** Payments as rows. */
@Injectable()
export class PaymentStore {
  constructor(
    private readonly sellers: SellerRegistry,
    private readonly store: SandboxStore,
  ) {}

  async find(
    key: PaymentKey,
    value: string,
    { sellerId, db = this.store.db }: FindOptions = {},
  ): Promise<Payment | null> {
    let query = db.selectFrom('payment').selectAll().where(key, '=', value).orderBy('seq', 'desc');
    if (sellerId !== undefined) query = query.where('seller_id', '=', sellerId);
    const row = await query.executeTakeFirst();
    return row === undefined ? null : this.#payment(row);
  }

  /** Adds a payment, unless the seller's order has one: then that one is returned as it is. */
  async addOnce(payment: Omit<Payment, 'sellerName'>): Promise<Payment> {
    return this.store.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('payment')
        .values(toRow(payment))
        .onConflict((conflict) => conflict.columns(['seller_id', 'order_uuid']).doNothing())
        .execute();
      const row = await trx
        .selectFrom('payment')
        .selectAll()
        .where('seller_id', '=', payment.sellerId)
        .where('order_uuid', '=', payment.orderUuid)
        .executeTakeFirstOrThrow();
      return this.#payment(row);
    });
  }

  /**
   * Moves a payment on, if it still stands where it was read.
   *
   * @throws when it does not: nothing is changed then.
   */
  async move(
    db: SandboxConnection,
    from: Payment,
    change: Pick<Payment, 'status' | 'closed' | 'declineReason' | 'paidAt'> & {
      readonly card: CardSummary | null;
    },
  ): Promise<Payment> {
    const row = await db
      .updateTable('payment')
      .set({
        status: change.status,
        closed: change.closed,
        decline_reason: change.declineReason,
        card_brand: change.card?.brand ?? null,
        card_last_four: change.card?.lastFour ?? null,
        paid_at: change.paidAt?.getTime() ?? null,
      })
      .where('checkout_id', '=', from.checkoutId)
      .where('status', '=', from.status)
      .where('closed', 'is', from.closed)
      .returningAll()
      .executeTakeFirstOrThrow();
    return this.#payment(row);
  }

  /** Ends the window of a payment that can still be paid, unless it has ended before. */
  async endWindow(db: SandboxConnection, checkoutId: string, at: Date): Promise<void> {
    await db
      .updateTable('payment')
      .set({ expires_at: at.getTime() })
      .where('checkout_id', '=', checkoutId)
      .where('status', 'in', ['Pending', 'Declined'])
      .where('closed', 'is', null)
      .where('expires_at', '>', at.getTime())
      .execute();
  }

  /** Newest first. */
  async list(filter: PaymentFilter & { readonly limit: number }): Promise<Payment[]> {
    const { search, status, sellerId, after, limit } = filter;
    let query = this.store.db.selectFrom('payment').selectAll().orderBy('seq', 'desc').limit(limit);
    if (status !== undefined) query = query.where('status', '=', status);
    if (sellerId !== undefined) query = query.where('seller_id', '=', sellerId);
    if (after !== undefined) {
      query = query.where('seq', '<', (before) =>
        before.selectFrom('payment').select('seq').where('transaction_id', '=', after),
      );
    }
    if (search !== undefined) {
      const part = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
      query = query.where((where) =>
        where.or(
          SEARCHED.map((column) => sql<boolean>`${sql.ref(column)} LIKE ${part} ESCAPE '\\'`),
        ),
      );
    }
    const rows = await query.execute();
    return rows.map((row) => this.#payment(row));
  }

  /** Open payments whose window is over, earliest first. */
  async overdue(now: Date, db: SandboxConnection = this.store.db): Promise<Payment[]> {
    const rows = await db
      .selectFrom('payment')
      .selectAll()
      .where('status', '=', 'Pending')
      .where('expires_at', '<=', now.getTime())
      .orderBy('expires_at')
      .orderBy('seq')
      .execute();
    return rows.map((row) => this.#payment(row));
  }

  /** When the next open payment's window ends. */
  async nextExpiry(): Promise<Date | null> {
    const row = await this.store.db
      .selectFrom('payment')
      .select('expires_at')
      .where('status', '=', 'Pending')
      .orderBy('expires_at')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : new Date(row.expires_at);
  }

  #payment(row: Selectable<PaymentTable>): Payment {
    return fromRow(row, this.sellers.nameOf(row.seller_id));
  }
}
