import type { VNode } from 'preact';
import { findProduct } from '../catalog/catalog.js';
import type { Order, OrderStatus } from '../orders/order.js';
import { formatAmount } from './amount.format.js';
import { Layout } from './layout.js';
import { Moment } from './moment.js';
import { orderNotice, type OrderAction } from './order.notice.js';

const REFRESH_SECONDS = '5';

interface OrderPageProps {
  readonly order: Order;
  /** The browser returned by the gateway's cancel link. */
  readonly cameBackUnpaid: boolean;
  readonly now: Date;
}

/** One order: its status, and what the customer can do. The page updates itself. */
export function OrderPage({ order, cameBackUnpaid, now }: OrderPageProps): VNode {
  const notice = orderNotice(order, cameBackUnpaid, now);
  const image = findProduct(order.sku)?.image;
  return (
    <Layout title={notice.heading} head={<FollowsOrder status={order.status} />}>
      <div class="order" data-order-events={`/orders/${order.orderUuid}/events`}>
        <section
          id="order-notice"
          class={`notice ${notice.tone}`}
          data-status={order.status}
          aria-live="polite"
        >
          <p class={`badge ${order.status.toLowerCase()}`}>{order.status}</p>
          <h1>{notice.heading}</h1>
          <p>{notice.text}</p>
          {notice.actions.length > 0 && (
            <div class="actions">
              {notice.actions.map((action, index) => (
                <Action key={action.label} action={action} order={order} first={index === 0} />
              ))}
            </div>
          )}
        </section>
        <section class="receipt" aria-labelledby="receipt-title">
          {image && <img src={image} alt="" width="480" height="600" />}
          <div>
            <h2 id="receipt-title">{order.title}</h2>
            <p class="price">{formatAmount(order.amount)}</p>
            <Facts order={order} />
          </div>
        </section>
      </div>
    </Layout>
  );
}

function Facts({ order }: { order: Order }): VNode {
  return (
    <dl id="order-facts" class="facts">
      <dt>Order</dt>
      <dd class="code">{order.orderUuid}</dd>
      <dt>Placed</dt>
      <dd>
        <Moment at={order.createdAt} />
      </dd>
      <dt>E-mail</dt>
      <dd>{order.email}</dd>
      {order.checkout && (
        <>
          <dt>Payment</dt>
          <dd class="code">{order.checkout.transactionId}</dd>
        </>
      )}
      {order.paidAt && (
        <>
          <dt>Paid</dt>
          <dd>
            <Moment at={order.paidAt} />
          </dd>
        </>
      )}
      {order.retryOf && (
        <>
          <dt>Tries again</dt>
          <dd>
            <a class="code" href={`/orders/${order.retryOf}`}>
              {order.retryOf}
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

interface ActionProps {
  readonly action: OrderAction;
  readonly order: Order;
  readonly first: boolean;
}

function Action({ action, order, first }: ActionProps): VNode {
  const look = first ? 'button' : 'button quiet';
  return action.kind === 'link' ? (
    <a class={look} href={action.url}>
      {action.label}
    </a>
  ) : (
    <form method="post" action={`/orders/${order.orderUuid}/${action.kind}`}>
      <button class={look} type="submit">
        {action.label}
      </button>
    </form>
  );
}

/** With JavaScript the page listens for changes. Without, a page that waits reloads. A paid order no longer changes. */
function FollowsOrder({ status }: { status: OrderStatus }): VNode | null {
  if (status === 'Paid') return null;
  return (
    <>
      <script src="/assets/order.js" type="module" />
      {status === 'Pending' && (
        <noscript>
          <meta http-equiv="refresh" content={REFRESH_SECONDS} />
        </noscript>
      )}
    </>
  );
}
