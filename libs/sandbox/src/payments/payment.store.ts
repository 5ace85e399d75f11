import { Injectable } from '@nestjs/common';
import type { Insertable, Selectable } from 'kysely';
import type { PaymentTable } from '../store/sandbox.schema.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import type { CardSummary, Payment } from './payment.js';

/** What a payment can be found by. */
export type PaymentKey = 'checkout_id' | 'transaction_id' | 'order_uuid';

/** Payments as rows. */
@Injectable()
export class PaymentStore {
  constructor(private readonly store: SandboxStore) {}

  async find(
    key: PaymentKey,
    value: string,
    db: SandboxConnection = this.store.db,
  ): Promise<Payment | null> {
    const row = await db
      .selectFrom('payment')
      .selectAll()
      .where(key, '=', value)
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /** Adds a payment, unless the seller's order has one: then that one is returned as it is. */
  async addOnce(seller: string, payment: Payment): Promise<Payment> {
    return this.store.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('payment')
        .values(toRow(seller, payment))
        .onConflict((conflict) => conflict.columns(['seller', 'order_uuid']).doNothing())
        .execute();
      const row = await trx
        .selectFrom('payment')
        .selectAll()
        .where('seller', '=', seller)
        .where('order_uuid', '=', payment.orderUuid)
        .executeTakeFirstOrThrow();
      return fromRow(row);
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
    change: Pick<Payment, 'status' | 'cancelled' | 'declineReason' | 'paidAt'> & {
      readonly card: CardSummary | null;
    },
  ): Promise<Payment> {
    const row = await db
      .updateTable('payment')
      .set({
        status: change.status,
        cancelled: change.cancelled ? 1 : 0,
        decline_reason: change.declineReason,
        card_brand: change.card?.brand ?? null,
        card_last_four: change.card?.lastFour ?? null,
        paid_at: change.paidAt?.getTime() ?? null,
      })
      .where('checkout_id', '=', from.checkoutId)
      .where('status', '=', from.status)
      .where('cancelled', '=', from.cancelled ? 1 : 0)
      .returningAll()
      .executeTakeFirstOrThrow();
    return fromRow(row);
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
    return rows.map(fromRow);
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
}

function toRow(seller: string, payment: Payment): Insertable<PaymentTable> {
  return {
    checkout_id: payment.checkoutId,
    transaction_id: payment.transactionId,
    seller,
    order_uuid: payment.orderUuid,
    amount: payment.amount,
    email: payment.email,
    success_url: payment.successUrl,
    cancel_url: payment.cancelUrl,
    product_title: payment.productTitle,
    first_name: payment.firstName,
    last_name: payment.lastName,
    status: payment.status,
    cancelled: payment.cancelled ? 1 : 0,
    decline_reason: payment.declineReason,
    card_brand: payment.card?.brand ?? null,
    card_last_four: payment.card?.lastFour ?? null,
    created_at: payment.createdAt.getTime(),
    expires_at: payment.expiresAt.getTime(),
    paid_at: payment.paidAt?.getTime() ?? null,
  };
}

function fromRow(row: Selectable<PaymentTable>): Payment {
  return {
    checkoutId: row.checkout_id,
    transactionId: row.transaction_id,
    orderUuid: row.order_uuid,
    amount: row.amount,
    email: row.email,
    successUrl: row.success_url,
    cancelUrl: row.cancel_url,
    productTitle: row.product_title,
    firstName: row.first_name,
    lastName: row.last_name,
    status: row.status,
    cancelled: row.cancelled === 1,
    declineReason: row.decline_reason,
    card:
      row.card_brand === null || row.card_last_four === null
        ? null
        : { brand: row.card_brand, lastFour: row.card_last_four },
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    paidAt: row.paid_at === null ? null : new Date(row.paid_at),
  };
}
