import type { VNode } from 'preact';
import type { Order } from '../orders/order.js';
import { formatAmount } from './amount.format.js';
import { Layout } from './layout.js';
import { Moment } from './moment.js';

/** The studio's list of orders, without the customers' data. */
export function OrdersPage({ orders }: { orders: readonly Order[] }): VNode {
  return (
    <Layout title="Orders" current="/orders">
      <h1>Orders</h1>
      {orders.length === 0 ? (
        <div class="empty">
          <p>No orders yet. The first one shows up here as soon as somebody buys a print.</p>
          <a class="button" href="/">
            Choose a print
          </a>
        </div>
      ) : (
        <>
          <p class="hint">
            What the studio packs from, the newest first. In a shop of your own, put this page
            behind a login.
          </p>
          <ul class="orders">
            {orders.map((order) => (
              <OrderLine key={order.orderUuid} order={order} />
            ))}
          </ul>
        </>
      )}
    </Layout>
  );
}

function OrderLine({ order }: { order: Order }): VNode {
  return (
    <li>
      <a href={`/orders/${order.orderUuid}`}>
        {order.title}
        <span class="code">{order.orderUuid.slice(0, 8)}</span>
      </a>
      <span class={`badge ${order.status.toLowerCase()}`}>{order.status}</span>
      <span class="price">{formatAmount(order.amount)}</span>
      <span class="when">
        <Moment at={order.createdAt} />
      </span>
      {order.fulfilments > 0 && <span class="packed">{packing(order)}</span>}
    </li>
  );
}

function packing({ fulfilments }: Order): string {
  return fulfilments === 1 ? 'to be packed' : `to be packed ${fulfilments} times: check this order`;
}
