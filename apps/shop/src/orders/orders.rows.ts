import type { Payment } from 'nestjs-ovgc';
import type { Insertable, Selectable } from 'kysely';
import type { Checkout, NewOrder, Order } from './order.js';
import type { OrdersTable } from './orders.database.js';

/** The row of an order, with its fulfilments and its links to other orders. */
export type OrderRow = Selectable<OrdersTable> & {
  readonly retried_as: string | null;
  readonly fulfilments: number | null;
};

export function orderOf(row: OrderRow): Order {
  return {
    orderUuid: row.order_uuid,
    sku: row.sku,
    title: row.title,
    amount: row.amount,
    email: row.email,
    status: row.status,
    createdAt: new Date(row.created_at),
    paidAt: row.paid_at === null ? null : new Date(row.paid_at),
    checkout: checkoutOf(row),
    retryOf: row.retry_of,
    retriedAs: row.retried_as,
    fulfilments: row.fulfilments ?? 0,
  };
}

export function newOrderRow(order: NewOrder): Insertable<OrdersTable> {
  return {
    order_uuid: order.orderUuid,
    sku: order.sku,
    title: order.title,
    amount: order.amount,
    email: order.email,
    status: 'Pending',
    created_at: new Date().toISOString(),
    retry_of: order.retryOf,
  };
}

/** The columns of an order that its payment fills. */
export function checkoutColumns(payment: Payment) {
  return {
    transaction_id: payment.transactionId,
    checkout_url: payment.url,
    checkout_ends_at: payment.expiresAt.toISOString(),
  };
}

function checkoutOf(row: OrderRow): Checkout | null {
  const { transaction_id: transactionId, checkout_url: url, checkout_ends_at: endsAt } = row;
  if (transactionId === null || url === null || endsAt === null) return null;
  return { transactionId, url, endsAt: new Date(endsAt) };
}
