import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { PaymentTable } from '../store/sandbox.schema.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { toStored, fromStored } from '../store/stored.js';
import type { CardSummary, Payment } from './payment.js';
import type { PaymentFilter } from './payment.filter.js';
import type { PaymentChange } from './payment.timeline.js';

/** What a payment can be found by. */
export type PaymentKey = 'checkoutId' | 'transactionId' | 'orderUuid';

const SEARCHED = [
  'transactionId',
  'orderUuid',
  'email',
  'firstName',
  'lastName',
  'productTitle',
  'amount',
] as const;

interface FindOptions {
  /** Whose payment it must be. Default: any seller's, the last one of several. */
  readonly sellerId?: string | undefined;
  readonly db?: SandboxConnection | undefined;
}

/** Payments and their changes as rows. */
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
    if (sellerId !== undefined) query = query.where('sellerId', '=', sellerId);
    const row = await query.executeTakeFirst();
    return row === undefined ? null : this.#payment(row);
  }

  /** Adds a payment, unless the seller's order already has one: then that one is returned unchanged. */
  async addOnce({ card, ...payment }: Omit<Payment, 'sellerName'>): Promise<Payment> {
    const row = await this.store.db
      .insertInto('payment')
      .values({ ...toStored(payment), ...cardColumns(card) })
      // An update that changes nothing, because SQLite returns no row for an insert that is skipped.
      .onConflict((conflict) =>
        conflict
          .columns(['sellerId', 'orderUuid'])
          .doUpdateSet((existing) => ({ orderUuid: existing.ref('payment.orderUuid') })),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    return this.#payment(row);
  }

  /**
   * Changes a payment, unless it has changed since it was read, and adds the change to its history.
   *
   * @throws when it has changed: then nothing is written.
   */
  async change(
    db: SandboxConnection,
    from: Payment,
    { card, ...change }: Omit<PaymentChange, 'at'> & Pick<Payment, 'paidAt'>,
    at: Date,
  ): Promise<Payment> {
    const row = await db
      .updateTable('payment')
      .set({ ...toStored(change), ...cardColumns(card) })
      .where('checkoutId', '=', from.checkoutId)
      .where('status', '=', from.status)
      .where('closed', 'is', from.closed)
      .returningAll()
      .executeTakeFirstOrThrow();
    const { transactionId, status, closed, declineReason, cardBrand, cardLastFour } = row;
    await db
      .insertInto('paymentChange')
      .values({
        ...toStored({ transactionId, at, status, closed, declineReason }),
        cardBrand,
        cardLastFour,
      })
      .execute();
    return this.#payment(row);
  }

  /** What a payment has become, oldest first. */
  async changesOf(transactionId: string): Promise<PaymentChange[]> {
    const rows = await this.store.db
      .selectFrom('paymentChange')
      .select(['at', 'status', 'closed', 'declineReason', 'cardBrand', 'cardLastFour'])
      .where('transactionId', '=', transactionId)
      .orderBy('seq')
      .execute();
    return rows.map((row) => fromStored(withCard(row), 'at'));
  }

  /** Ends the window of a payment that can still be paid, unless it has already ended. */
  async endWindow(db: SandboxConnection, checkoutId: string, at: Date): Promise<void> {
    await db
      .updateTable('payment')
      .set({ expiresAt: at.getTime() })
      .where('checkoutId', '=', checkoutId)
      .where('status', 'in', ['Pending', 'Declined'])
      .where('closed', 'is', null)
      .where('expiresAt', '>', at.getTime())
      .execute();
  }

  /** Newest first. */
  async list(filter: PaymentFilter & { readonly limit: number }): Promise<Payment[]> {
    const { search, status, sellerId, after, limit } = filter;
    let query = this.store.db.selectFrom('payment').selectAll().orderBy('seq', 'desc').limit(limit);
    if (status !== undefined) query = query.where('status', '=', status);
    if (sellerId !== undefined) query = query.where('sellerId', '=', sellerId);
    if (after !== undefined) {
      query = query.where('seq', '<', (before) =>
        before.selectFrom('payment').select('seq').where('transactionId', '=', after),
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
    return (await query.execute()).map((row) => this.#payment(row));
  }

  /** Open payments whose window is over, earliest first. */
  async overdue(now: Date): Promise<Payment[]> {
    const rows = await this.store.db
      .selectFrom('payment')
      .selectAll()
      .where('status', '=', 'Pending')
      .where('expiresAt', '<=', now.getTime())
      .orderBy('expiresAt')
      .orderBy('seq')
      .execute();
    return rows.map((row) => this.#payment(row));
  }

  /** When the next open payment's window ends. */
  async nextExpiry(): Promise<Date | null> {
    const { time } = await this.store.db
      .selectFrom('payment')
      .select((payment) => payment.fn.min<number | null>('expiresAt').as('time'))
      .where('status', '=', 'Pending')
      .executeTakeFirstOrThrow();
    return time === null ? null : new Date(time);
  }

  #payment(row: Selectable<PaymentTable>): Payment {
    const sellerName = this.sellers.nameOf(row.sellerId);
    return { ...fromStored(withCard(row), 'createdAt', 'expiresAt', 'paidAt'), sellerName };
  }
}

interface CardColumns {
  readonly cardBrand: string | null;
  readonly cardLastFour: string | null;
}

function cardColumns(card: CardSummary | null): CardColumns {
  return { cardBrand: card?.brand ?? null, cardLastFour: card?.lastFour ?? null };
}

function withCard<Row extends CardColumns>({ cardBrand, cardLastFour, ...row }: Row) {
  const card =
    cardBrand === null || cardLastFour === null
      ? null
      : { brand: cardBrand, lastFour: cardLastFour };
  return { ...row, card };
}
