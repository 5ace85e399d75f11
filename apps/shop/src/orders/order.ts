import { randomUUID } from 'node:crypto';
import type { PaymentStatus } from 'nestjs-ovgc';
import type { Product } from '../catalog/product.js';

/** Where an order stands: the gateway's words for its payment, as far as the shop has acted on them. */
export type OrderStatus = PaymentStatus;

/** An order as the shop keeps it. */
export interface Order {
  readonly orderUuid: string;
  readonly sku: string;
  /** Title and price as they were when it was ordered. */
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
  /** How often it was fulfilled: counted, so that a second time would show. */
  readonly fulfilments: number;
}

/** Where the customer pays an order. */
export interface Checkout {
  readonly transactionId: string;
  readonly url: string;
  /** From then on the page takes no payment (OVGC API, Payment statuses). */
  readonly endsAt: Date;
}

/** What an order starts as. */
export type NewOrder = Pick<Order, 'orderUuid' | 'sku' | 'title' | 'amount' | 'email' | 'retryOf'>;

/** A new order of a product. */
export function orderFor({ sku, title, amount }: Product, email: string): NewOrder {
  return { orderUuid: randomUUID(), sku, title, amount, email, retryOf: null };
}

/** The same again under a new id: the gateway is idempotent by the old one, so that one can't be paid afresh. */
export function retryOf({ orderUuid, sku, title, amount, email }: Order): NewOrder {
  return { orderUuid: randomUUID(), sku, title, amount, email, retryOf: orderUuid };
}

/** An order as the API answers it. */
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
