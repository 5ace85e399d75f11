import { randomUUID } from 'node:crypto';
import type { PaymentStatus } from 'nestjs-ovgc';
import type { Product } from '../catalog/product.js';

/** The status of an order: the gateway's status of its payment, as far as the shop has acted on it. */
export type OrderStatus = PaymentStatus;

/** An order in the shop's database. */
export interface Order {
  readonly orderUuid: string;
  readonly sku: string;
  /** The title and the price at the time of the order. */
  readonly title: string;
  /** Exact decimal in major units, such as `19.99`. */
  readonly amount: string;
  readonly email: string;
  readonly status: OrderStatus;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  /** The gateway's hosted page; null until the gateway has answered. */
  readonly checkout: Checkout | null;
  /** The order that this one tries again. */
  readonly retryOf: string | null;
  /** The order that tries this one again. */
  readonly retriedAs: string | null;
  /** How often it was fulfilled. It is counted, so that a second time would show. */
  readonly fulfilments: number;
}

/** Where the customer pays an order. */
export interface Checkout {
  readonly transactionId: string;
  readonly url: string;
  /** The page takes no payment after that (docs/gateway-api.md, Payment statuses). */
  readonly endsAt: Date;
}

/** A new order, before it has an id. */
export type NewOrder = Pick<Order, 'orderUuid' | 'sku' | 'title' | 'amount' | 'email' | 'retryOf'>;

/** A new order of a product. */
export function orderFor({ sku, title, amount }: Product, email: string): NewOrder {
  return { orderUuid: randomUUID(), sku, title, amount, email, retryOf: null };
}

/** The same order under a new id. The gateway is idempotent by the old id, so the old order can't be paid again. */
export function retryOf({ orderUuid, sku, title, amount, email }: Order): NewOrder {
  return { orderUuid: randomUUID(), sku, title, amount, email, retryOf: orderUuid };
}

/** An order as the API returns it. */
export interface OrderJson {
  readonly orderUuid: string;
  readonly status: OrderStatus;
  /** In major units. */
  readonly amount: number;
  readonly transactionId: string | null;
  readonly fulfilments: number;
}

export function orderJson(order: Order): OrderJson {
  return {
    orderUuid: order.orderUuid,
    status: order.status,
    amount: Number(order.amount),
    transactionId: order.checkout?.transactionId ?? null,
    fulfilments: order.fulfilments,
  };
}
