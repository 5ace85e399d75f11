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

  it('that the page has closed if they cancelled there, before the gateway has said so', () => {
    expect(orderNotice(order, true, now).text).toMatch(
      /open for another 27 minutes\. If you cancelled there, it has closed: then you can try again/,
    );
  });

  it('that it was declined, and to try again rather than on a page that may have closed', () => {
    const declined: Order = { ...order, status: 'Declined' };
    for (const time of [now, later]) {
      expect(orderNotice(declined, true, time)).toMatchObject({
        tone: 'bad',
        heading: 'The payment did not go through',
        text: expect.stringMatching(
          /^Your card was declined, or you cancelled on the payment page\./,
        ),
        actions: [{ kind: 'retry', label: 'Try again' }],
      });
    }
  });

  it('that it was declined or not finished, if they may not have been there', () => {
    expect(orderNotice({ ...order, status: 'Declined' }, false, now)).toMatchObject({
      text: expect.stringMatching(
        /^The card was declined, or the payment was cancelled or not finis/,
      ),
      actions: [{ kind: 'retry', label: 'Try again' }],
    });
  });

  it('another thing in each state', () => {
    const states = (['Pending', 'Paid', 'Declined', 'Expired'] as const).flatMap((status) =>
      [true, false].map((cameBack) => orderNotice({ ...order, status }, cameBack, now)),
    );
    // Where the browser comes from says nothing about what is paid or expired.
    expect(new Set(states.map(({ text }) => text)).size).toBe(6);
    for (const { text } of states.slice(4)) expect(text).toContain('Nothing was charged.');
  });

  it('that it has expired, to be tried again', () => {
    expect(orderNotice({ ...order, status: 'Expired' }, false, now)).toMatchObject({
      tone: 'bad',
      heading: 'The time to pay ran out',
      actions: [{ kind: 'retry', label: 'Try again' }],
    });
  });

  it.each(['Declined', 'Expired', 'Paid'] as const)(
    'where it was tried again, instead of a way to pay it twice: %s',
    (status) => {
      const retried: Order = { ...order, status, retriedAs: 'another-order' };
      const { text, actions } = orderNotice(retried, false, now);
      expect(actions).toEqual([
        { kind: 'link', label: 'See the new order', url: '/orders/another-order' },
      ]);
      expect(text).not.toContain('Try again');
    },
  );
});
