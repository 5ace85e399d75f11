import { Injectable } from '@nestjs/common';
import type { Payment } from 'nestjs-ovgc';
import type { NewOrder, Order } from './order.js';
import { OrdersDatabase } from './orders.database.js';
import { checkoutColumns, newOrderRow, orderOf } from './orders.rows.js';

/** Reads and writes orders. Each write is one transaction. */
@Injectable()
export class OrdersStore {
  constructor(private readonly database: OrdersDatabase) {}

  async find(orderUuid: string): Promise<Order | null> {
    const row = await this.selectOrders()
      .where('orders.order_uuid', '=', orderUuid)
      .executeTakeFirst();
    return row ? orderOf(row) : null;
  }

  /** The newest orders first. */
  async newest(limit: number): Promise<Order[]> {
    const rows = await this.selectOrders()
      .orderBy('orders.created_at', 'desc')
      .orderBy('orders.order_uuid')
      .limit(limit)
      .execute();
    return rows.map((row) => orderOf(row));
  }

  /** Adds an order. One that tries another again is added once: asked a second time, this answers the first. */
  async add(order: NewOrder): Promise<Order> {
    await this.database
      .insertInto('orders')
      .values(newOrderRow(order))
      .onConflict((conflict) => conflict.column('retry_of').doNothing())
      .execute();
    const row = await this.selectOrders()
      .where((is) =>
        order.retryOf === null
          ? is('orders.order_uuid', '=', order.orderUuid)
          : is('orders.retry_of', '=', order.retryOf),
      )
      .executeTakeFirstOrThrow();
    return orderOf(row);
  }

  /** Stores where an order is paid. Its status is left alone: the webhook may have been here first. */
  async attachCheckout(payment: Payment): Promise<void> {
    await this.database
      .updateTable('orders')
      .set(checkoutColumns(payment))
      .where('order_uuid', '=', payment.orderUuid)
      .execute();
  }

  /**
   * Marks an order paid and records its fulfilment, both or neither.
   *
   * @param idempotencyKey of the delivery; one that fulfilled before changes nothing
   * @returns whether this call fulfilled the order
   * @throws Error when the shop has no such order
   */
  async fulfil(payment: Payment, idempotencyKey: string): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      const order = await transaction
        .selectFrom('orders')
        .select('paid_at')
        .where('order_uuid', '=', payment.orderUuid)
        .executeTakeFirst();
      if (!order)
        throw new Error(`order ${payment.orderUuid} was paid, but the shop has no such order`);

      const now = new Date().toISOString();
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('fulfilments')
        .values({
          idempotency_key: idempotencyKey,
          order_uuid: payment.orderUuid,
          fulfilled_at: now,
        })
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return false;

      await transaction
        .updateTable('orders')
        .set({ ...checkoutColumns(payment), status: 'Paid', paid_at: order.paid_at ?? now })
        .where('order_uuid', '=', payment.orderUuid)
        .execute();
      return true;
    });
  }

  /**
   * Closes an order that was not paid. A paid one stays paid, whatever comes late.
   *
   * @returns whether it was open
   */
  async close(orderUuid: string, status: 'Declined' | 'Expired'): Promise<boolean> {
    const { numUpdatedRows } = await this.database
      .updateTable('orders')
      .set({ status })
      .where('order_uuid', '=', orderUuid)
      .where('status', '=', 'Pending')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  private selectOrders() {
    return this.database
      .selectFrom('orders')
      .selectAll('orders')
      .select((order) => [
        order
          .selectFrom('orders as retry')
          .select('retry.order_uuid')
          .whereRef('retry.retry_of', '=', 'orders.order_uuid')
          .as('retried_as'),
        order
          .selectFrom('fulfilments')
          .select((fulfilment) => fulfilment.fn.countAll<number>().as('times'))
          .whereRef('fulfilments.order_uuid', '=', 'orders.order_uuid')
          .as('fulfilments'),
      ]);
  }
}
