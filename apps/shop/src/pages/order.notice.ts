import type { Order } from '../orders/order.js';

/** The status of an order, in words for the customer. */
export interface OrderNotice {
  readonly tone: 'waiting' | 'good' | 'bad';
  readonly heading: string;
  readonly text: string;
  /** What the customer can do, the most likely action first. */
  readonly actions: readonly OrderAction[];
}

export type OrderAction =
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  /** `pay` opens a payment page for this order; `retry` places the same order again. */
  | { readonly kind: 'pay' | 'retry'; readonly label: string };

/**
 * Returns what to show the customer.
 *
 * @param cameBackUnpaid the browser returned by the gateway's cancel link, which proves nothing about the money
 * @param now decides whether the payment page is still open
 */
export function orderNotice(order: Order, cameBackUnpaid: boolean, now: Date): OrderNotice {
  switch (order.status) {
    case 'Pending':
      return waitingNotice(order, cameBackUnpaid, now);
    case 'Paid':
      return {
        tone: 'good',
        heading: 'Paid. Thank you!',
        text: 'Your order is on the packing list and leaves the studio within two working days.',
        actions: order.retriedAs === null ? [] : [seeNewOrder(order.retriedAs)],
      };
    case 'Declined':
      return unpaidNotice(order, 'The payment did not go through', declinedText(cameBackUnpaid));
    case 'Expired':
      return unpaidNotice(
        order,
        'The time to pay ran out',
        'A payment page stays open for 30 minutes, and this one has closed. Nothing was charged.',
      );
  }
}

/** The gateway reports a declined card and a cancelled payment alike, and sends the browser back by the same link. */
function declinedText(cameBackUnpaid: boolean): string {
  return cameBackUnpaid
    ? 'Your card was declined, or you cancelled on the payment page. Nothing was charged.'
    : 'The card was declined, or the payment was cancelled or not finished in time. Nothing was charged.';
}

/** The old payment page may have closed, so the way on is a new order with a page of its own. */
function unpaidNotice({ retriedAs }: Order, heading: string, text: string): OrderNotice {
  return retriedAs === null
    ? {
        tone: 'bad',
        heading,
        text: `${text} Try again to order the same print once more, with this card or another one.`,
        actions: [{ kind: 'retry', label: 'Try again' }],
      }
    : {
        tone: 'bad',
        heading,
        text: `${text} You have ordered the print once more since.`,
        actions: [seeNewOrder(retriedAs)],
      };
}

function waitingNotice(order: Order, cameBackUnpaid: boolean, now: Date): OrderNotice {
  const { checkout } = order;
  if (!checkout) {
    return {
      tone: 'bad',
      heading: 'The payment page did not open',
      text: 'Our payment provider did not answer as it should. Your order is kept, and nothing was charged. Please try again in a moment.',
      actions: [{ kind: 'pay', label: 'Go to the payment page' }],
    };
  }
  if (now >= checkout.endsAt) {
    return {
      tone: 'waiting',
      heading: 'Waiting for confirmation',
      text: 'The payment page has closed. If you paid in time, this page will show it without a reload. If not, you can order again from here soon.',
      actions: [],
    };
  }
  const stillOpen = `The payment page is open for another ${minutesBetween(now, checkout.endsAt)}.`;
  return cameBackUnpaid
    ? {
        tone: 'waiting',
        heading: 'Not paid yet',
        text: `You came back without paying, and your order is kept. ${stillOpen} If you cancelled there, it has closed: then you can try again from here in a moment.`,
        actions: [{ kind: 'link', label: 'Back to the payment page', url: checkout.url }],
      }
    : {
        tone: 'waiting',
        heading: 'Waiting for your payment',
        text: `If you have just paid, stay here: this page turns paid by itself, usually within seconds. If not, there is time. ${stillOpen}`,
        actions: [{ kind: 'link', label: 'Go to the payment page', url: checkout.url }],
      };
}

function seeNewOrder(orderUuid: string): OrderAction {
  return { kind: 'link', label: 'See the new order', url: `/orders/${orderUuid}` };
}

function minutesBetween(from: Date, to: Date): string {
  const minutes = Math.ceil((to.getTime() - from.getTime()) / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
