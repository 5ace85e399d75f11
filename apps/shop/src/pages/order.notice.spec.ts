import type { Order } from '../orders/order.js';
import { orderNotice } from './order.notice.js';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-01T12:26:30Z');
const checkout = {
  transactionId: 'invoice_1',
  url: 'https://gateway.example/checkout/1',
  endsAt: later,
};

const order: Order = {
  orderUuid: 'an-order',
  sku: 'night-heron',
  title: 'Night Heron',
  amount: '25.00',
  email: 'ada@example.com',
  status: 'Pending',
  createdAt: now,
  paidAt: null,
  checkout,
  retryOf: null,
  retriedAs: null,
  fulfilments: 0,
};

const BACK_TO_PAYMENT = { kind: 'link', label: 'Back to the payment page', url: checkout.url };

describe('what a customer is told of an order', () => {
  it('that it waits, and for how long it can still be paid', () => {
    const notice = orderNotice(order, false, now);
    expect(notice).toMatchObject({ tone: 'waiting', heading: 'Waiting for your payment' });
    expect(notice.text).toContain('open for another 27 minutes');
    expect(notice.actions).toEqual([{ ...BACK_TO_PAYMENT, label: 'Go to the payment page' }]);
  });

  it('that it is not paid yet, when the browser came back without paying', () => {
    const notice = orderNotice(order, true, now);
    expect(notice).toMatchObject({ tone: 'waiting', heading: 'Not paid yet' });
    expect(notice.actions).toEqual([BACK_TO_PAYMENT]);
  });

  it('counts the last minute as one', () => {
    const nearlyOver = new Date(later.getTime() - 20_000);
    expect(orderNotice(order, false, nearlyOver).text).toContain('another 1 minute.');
  });

  it('that confirmation is awaited, once the window has passed', () => {
    const notice = orderNotice(order, true, later);
    expect(notice).toMatchObject({ tone: 'waiting', heading: 'Waiting for confirmation' });
    expect(notice.actions).toEqual([]);
  });

  it('that the payment page did not open, and how to open it', () => {
    const notice = orderNotice({ ...order, checkout: null }, false, now);
    expect(notice).toMatchObject({ tone: 'bad', heading: 'The payment page did not open' });
    expect(notice.actions).toEqual([{ kind: 'pay', label: 'Go to the payment page' }]);
  });

  it('that it is paid, whatever the browser said', () => {
    expect(orderNotice({ ...order, status: 'Paid' }, true, now)).toMatchObject({
      tone: 'good',
      heading: 'Paid. Thank you!',
      actions: [],
    });
  });

  it('that it was declined: to be tried again, or paid with another card while the page is open', () => {
    const declined: Order = { ...order, status: 'Declined' };
    expect(orderNotice(declined, false, now)).toMatchObject({
      tone: 'bad',
      heading: 'The payment did not go through',
      actions: [{ kind: 'retry', label: 'Try again' }, BACK_TO_PAYMENT],
    });
    expect(orderNotice(declined, false, later).actions).toEqual([
      { kind: 'retry', label: 'Try again' },
    ]);
  });

  it('that it has expired, to be tried again', () => {
    expect(orderNotice({ ...order, status: 'Expired' }, false, now)).toMatchObject({
      tone: 'bad',
      heading: 'The time to pay ran out',
      actions: [{ kind: 'retry', label: 'Try again' }],
    });
  });

  it('where it was tried again, instead of a way to pay it twice', () => {
    const retried: Order = { ...order, status: 'Declined', retriedAs: 'another-order' };
    expect(orderNotice(retried, false, now).actions).toEqual([
      { kind: 'link', label: 'See the new order', url: '/orders/another-order' },
    ]);
  });
});
