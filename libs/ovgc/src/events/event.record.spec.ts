import fc from 'fast-check';
import { PAYMENT_STATUSES, type Payment } from '../payments/payment.js';
import { eventId, fromEventRow, toEventRow } from './event.record.js';
import {
  PaymentConflictedEvent,
  PaymentCreatedEvent,
  PaymentDeclinedEvent,
  type PaymentEvent,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
} from './payment.events.js';

const moment = fc.date({ noInvalidDate: true });

const payments: fc.Arbitrary<Payment> = fc.record({
  account: fc.string({ minLength: 1 }),
  orderUuid: fc.string({ minLength: 1 }),
  transactionId: fc.string({ minLength: 1 }),
  url: fc.webUrl(),
  status: fc.constantFrom(...PAYMENT_STATUSES),
  amount: fc.constantFrom('0.01', '19.99'),
  currency: fc.option(fc.constant('USD')),
  email: fc.emailAddress(),
  productTitle: fc.option(fc.string()),
  metadata: fc
    .dictionary(fc.string(), fc.jsonValue())
    .map((given) => JSON.parse(JSON.stringify(given)) as Payment['metadata']),
  createdAt: moment,
  expiresAt: moment,
  paidAt: fc.option(moment),
  updatedAt: moment,
  gatewayStatus: fc.option(fc.constantFrom(...PAYMENT_STATUSES)),
  checkedAt: fc.option(moment),
});

/** Stored, and read again with its deliveries' name for the id. */
function roundTrip(event: PaymentEvent): PaymentEvent {
  const { id, name, payload, occurredAt } = toEventRow(event);
  return fromEventRow({ eventId: id, name, payload, occurredAt });
}

describe('an event', () => {
  it.each([PaymentCreatedEvent, PaymentDeclinedEvent, PaymentExpiredEvent, PaymentConflictedEvent])(
    'comes back from the ledger as it went in: %p',
    (Event) => {
      fc.assert(
        fc.property(payments, moment, (payment, occurredAt) => {
          const event = new Event(eventId(payment, Event.type), payment, occurredAt);
          const back = roundTrip(event);
          expect(back).toEqual(event);
          expect(back.constructor).toBe(Event);
        }),
      );
    },
  );

  it('of a success comes back with what it says of being late', () => {
    fc.assert(
      fc.property(payments, moment, fc.boolean(), (payment, occurredAt, late) => {
        const event = new PaymentSucceededEvent('id', payment, occurredAt, late);
        const back = roundTrip(event);
        expect(back).toEqual(event);
        expect(back).toBeInstanceOf(PaymentSucceededEvent);
      }),
    );
  });

  it('is found under its payment: the row names account, order, transaction and kind', () => {
    const [payment] = fc.sample(payments, 1) as [Payment];
    const event = new PaymentCreatedEvent('id', payment, new Date(7));
    expect(toEventRow(event)).toMatchObject({
      id: 'id',
      account: payment.account,
      orderUuid: payment.orderUuid,
      transactionId: payment.transactionId,
      name: 'ovgc.payment.created',
      occurredAt: 7,
    });
  });

  it('has an id that says what happened to which transaction of whom', () => {
    const [payment] = fc.sample(payments, 1) as [Payment];
    const own = { ...payment, account: 'eu', transactionId: 'invoice_1' };
    expect(eventId(own, 'ovgc.payment.succeeded')).toBe('eu/invoice_1/ovgc.payment.succeeded');
  });

  it('of a kind that this version does not know is not taken for another', () => {
    const [payment] = fc.sample(payments, 1) as [Payment];
    const row = toEventRow(new PaymentCreatedEvent('id', payment, new Date(7)));
    expect(() => fromEventRow({ ...row, eventId: 'id', name: 'ovgc.payment.refunded' })).toThrow(
      'does not know: ovgc.payment.refunded',
    );
  });
});
