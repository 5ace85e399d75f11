import type { Order } from '../orders/order.js';

/** How an order stands, in a customer's words. */
export interface OrderNotice {
  readonly tone: 'waiting' | 'good' | 'bad';
  readonly heading: string;
  readonly text: string;
  /** What the customer can do about it, the likeliest first. */
  readonly actions: readonly OrderAction[];
}

export type OrderAction =
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  /** `pay` opens a payment page for this order, `retry` orders the same again. */
  | { readonly kind: 'pay' | 'retry'; readonly label: string };

/**
 * What to tell the customer.
 *
 * @param cameBackUnpaid the browser came by the gateway's cancel link, which says nothing about the money
 * @param now tells whether the payment page is still open
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
        actions: [],
      };
    case 'Declined':
      return {
        tone: 'bad',
        heading: 'The payment did not go through',
        text: 'The card was declined, or the payment was not finished. Nothing was charged.',
        actions: [tryAgain(order), ...takeAnotherCard(order, now)],
      };
    case 'Expired':
      return {
        tone: 'bad',
        heading: 'The time to pay ran out',
        text: 'A payment page stays open for 30 minutes, and this one has closed. Nothing was charged.',
        actions: [tryAgain(order)],
      };
  }
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
      heading: 'Waiting for the last word',
      text: 'The payment page has closed. If you paid in time, this page turns paid by itself; if not, you can soon order again from here.',
      actions: [],
    };
  }
  const stillOpen = `The payment page is open for another ${minutesBetween(now, checkout.endsAt)}.`;
  return cameBackUnpaid
    ? {
        tone: 'waiting',
        heading: 'Not paid yet',
        text: `You came back without paying. Your order is kept. ${stillOpen}`,
        actions: [{ kind: 'link', label: 'Back to the payment page', url: checkout.url }],
      }
    : {
        tone: 'waiting',
        heading: 'Waiting for your payment',
        text: `If you have just paid, stay here: this page turns paid by itself, usually within seconds. If not, there is time. ${stillOpen}`,
        actions: [{ kind: 'link', label: 'Go to the payment page', url: checkout.url }],
      };
}

function tryAgain({ retriedAs }: Order): OrderAction {
  return retriedAs === null
    ? { kind: 'retry', label: 'Try again' }
    : { kind: 'link', label: 'See the new order', url: `/orders/${retriedAs}` };
}

/** After a decline, the payment page takes another card until it closes. Tried again, it would be paid twice. */
function takeAnotherCard({ checkout, retriedAs }: Order, now: Date): OrderAction[] {
  if (!checkout || now >= checkout.endsAt || retriedAs !== null) return [];
  return [{ kind: 'link', label: 'Back to the payment page', url: checkout.url }];
}

function minutesBetween(from: Date, to: Date): string {
  const minutes = Math.ceil((to.getTime() - from.getTime()) / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
