import fc from 'fast-check';
import { shortBody } from './webhook.body.js';
import { FACTS, outcomesSaid, parseWebhook, shortFact } from './webhook.parser.js';

type Body = Record<string, unknown>;

const long = 'x'.repeat(60_000);
const short = (body: Body) => JSON.parse(shortBody(JSON.stringify(body))) as Body;

describe('the body of an open webhook', () => {
  it('of up to 4 KiB stays as it is', () => {
    const text = JSON.stringify({ a: 'x'.repeat(4096 - '{"a":""}'.length) });
    expect(shortBody(text)).toBe(text);
  });

  it('keeps what it says and which payment it names, and says that it was shortened', () => {
    const facts = { transaction_id: 'invoice_1', payment_status: 'payment.settled', success: true };
    const body = { note: 'first', long, ...facts, data: { id: 'evt_1', long } };
    expect(short(body)).toEqual({
      note: 'first',
      ...facts,
      data: { id: 'evt_1' },
      '[shortened]': `from ${JSON.stringify(body).length} bytes`,
    });
    expect(shortBody(JSON.stringify(body)).length).toBeLessThan(4096);
  });

  it('keeps the id of any order that a payment can have', () => {
    const order_uuid = '😀'.repeat(255);
    expect(short({ long, order_uuid, data: { orderUuid: order_uuid } })).toMatchObject({
      order_uuid,
      data: { orderUuid: order_uuid },
    });
  });

  it('is read as the whole one is, whatever it is', () => {
    const gap = fc.constantFrom(' '.repeat(400), '.'.repeat(400), '', '_');
    const values = fc.oneof(
      fc.constantFrom(
        'payment.succeeded',
        'Declined',
        'expired',
        'pending',
        'refunded',
        'captured',
      ),
      fc.constantFrom<unknown>(true, false, 1, 'true', null, 7, [], {}, ['paid'], { a: 1 }),
      fc.constantFrom('invoice_1', 'invoice 1', 'i'.repeat(255), 'i'.repeat(256), 'é'.repeat(5000)),
      fc.tuple(gap, fc.constantFrom('paid', 'invoice_2'), gap).map((parts) => parts.join('')),
      fc.tuple(gap, gap).map(([a, b]) => `${a}pa${b}id`),
    );
    const fields = fc.dictionary(
      fc.constantFrom(...FACTS, 'customer_email', 'long', '__proto__'),
      values,
      { maxKeys: 6 },
    );
    const withData = fc.record(
      { data: fc.oneof(fields, fc.constant('text'), fc.constant([1])) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, withData, (top, data) => {
        const whole: Body = { ...top, ...data, long };
        const cut = short(whole);
        expect(parseWebhook(cut).statement).toEqual(parseWebhook(whole).statement);
        expect(outcomesSaid(cut)).toEqual(outcomesSaid(whole));
        const { transactionIds } = parseWebhook(whole).identity;
        expect(parseWebhook(cut).identity).toMatchObject({ transactionIds });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a long field of an open webhook', () => {
  const spaces = ' '.repeat(600);

  it.each([
    ['a list', 'transaction_id', ['a', 'b'], []],
    ['an object', 'transaction_id', { a: 1 }, {}],
    ['a number', 'success', 1, 1],
    ['null', 'success', null, null],
    ['a text of 510 characters', 'order_uuid', 'a'.repeat(510), 'a'.repeat(510)],
    ['a short text, spaces and all', 'transaction_id', ' a ', ' a '],
    ['a short status, as it is written', 'payment_status', 'Payment. Paid', 'Payment. Paid'],
    ['a longer text', 'order_uuid', 'a'.repeat(511), `${'a'.repeat(509)}…`],
    ['spaces around an id', 'transaction_id', `${spaces}inv_1 2${spaces}`, 'inv_1 2'],
    ['separators in a status', 'payment_status', `pay${spaces}ment.-_paid`, 'paymentpaid'],
    ['what is 510 characters without spaces', 'id', `${'a'.repeat(510)} `, 'a'.repeat(510)],
  ])('is shortened to what the parser reads the same: %s', (_name, field, value, expected) => {
    expect(shortFact(field, value)).toEqual(expected);
  });
});
