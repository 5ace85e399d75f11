import fc from 'fast-check';
import { paymentRow } from '../../../../test/support/ledger.rows.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import { PAYMENT_STATUSES } from '../payments/payment.js';
import {
  eventRecord,
  type EventRecord,
  fromEventRow,
  toEvent,
  toEventRow,
} from './event.record.js';
import { PAYMENT_EVENTS, PaymentSucceededEvent } from './payment.events.js';

const time = fc.nat({ max: 8_640_000_000_000_000 });

const rows: fc.Arbitrary<PaymentRow> = fc
  .record({
    account: fc.string({ minLength: 1 }),
    transactionId: fc.string({ minLength: 1 }),
    url: fc.webUrl(),
    status: fc.constantFrom(...PAYMENT_STATUSES),
    amount: fc.constantFrom('0.01', '19.99'),
    email: fc.emailAddress(),
    productTitle: fc.option(fc.string()),
    metadata: fc.dictionary(fc.string(), fc.jsonValue()).map((given) => JSON.stringify(given)),
    createdAt: time,
    expiresAt: time,
    paidAt: fc.option(time),
    updatedAt: time,
    gatewayStatus: fc.option(fc.constantFrom(...PAYMENT_STATUSES)),
    checkedAt: fc.option(time),
  })
  .chain((change) => fc.string({ minLength: 1 }).map((orderUuid) => paymentRow(orderUuid, change)));

const account = { name: 'default', currency: 'USD' };

/** Stored, and read again. */
function roundTrip(record: EventRecord) {
  const { id, name, payload, occurredAt } = toEventRow(record, account);
  return fromEventRow({ eventId: id, name, payload, occurredAt });
}

describe('an event', () => {
  it.each(PAYMENT_EVENTS)('is read from the ledger as it was published: %p', (Event) => {
    fc.assert(
      fc.property(rows, time, (payment, occurredAt) => {
        const record = eventRecord(Event.type, payment, occurredAt);
        const stored = roundTrip(record);
        expect(stored).toEqual(toEvent(record, account));
        expect(stored.constructor).toBe(Event);
      }),
    );
  });

  it.each([true, false])('of a success says whether it was late: %p', (late) => {
    const record = eventRecord(PaymentSucceededEvent.type, paymentRow('A'), 7, { late });
    expect(roundTrip(record)).toMatchObject({ late });
    expect(toEvent(record, account)).toMatchObject({ late });
  });

  it('is stored with the account, order, transaction and type of its payment', () => {
    const record = eventRecord('ovgc.payment.created', paymentRow('A', { account: 'eu' }), 7);
    expect(toEventRow(record, account)).toMatchObject({
      id: 'eu/invoice_A/ovgc.payment.created',
      account: 'eu',
      orderUuid: 'A',
      transactionId: 'invoice_A',
      name: 'ovgc.payment.created',
      occurredAt: 7,
    });
  });

  it('carries the currency label of the account', () => {
    const record = eventRecord('ovgc.payment.created', paymentRow('A'), 7);
    expect(toEvent(record, account).payment.currency).toBe('USD');
    expect(roundTrip(record).payment.currency).toBe('USD');
  });

  it('of a type that this version does not know is an error', () => {
    const row = toEventRow(eventRecord('ovgc.payment.created', paymentRow('A'), 7), account);
    expect(() => fromEventRow({ ...row, eventId: 'id', name: 'ovgc.payment.refunded' })).toThrow(
      'does not know: ovgc.payment.refunded',
    );
  });
});
