import fc from 'fast-check';
import { parseWebhook } from './webhook.parser.js';

const id = 'invoice_67d2a3f8b12e1';
const paid = {
  success: true,
  transaction_id: id,
  customer_email: 'customer@example.com',
  payment_status: 'payment.succeeded',
};
const unpaid = { ...paid, success: false, payment_status: 'payment.declined' };
const { success: _paid, ...noSuccess } = paid;

const succeeded = { kind: 'arrival', transactionId: id, arrival: 'succeeded' };
const declined = { kind: 'arrival', transactionId: id, arrival: 'declined' };
const expired = { kind: 'arrival', transactionId: id, arrival: 'expired' };
const pending = { kind: 'still_pending', transactionId: id };
const contradictory = { kind: 'contradictory', transactionId: id };
const unknown = { kind: 'unknown_status', transactionId: id };
const unreadable = { kind: 'unreadable' };

describe('the body of a webhook', () => {
  it.each<[string, Record<string, unknown>, object]>([
    ['as documented, paid', paid, succeeded],
    ['as documented, unpaid', unpaid, declined],
    [
      'with fields nobody knows',
      { ...paid, order_uuid: 'A', event: { id: 1 }, amount: 1 },
      succeeded,
    ],
    ['under data', { data: paid }, succeeded],
    ['under data, beside a type', { type: 'payment', success: true, data: unpaid }, contradictory],
    ['half at the top, half under data', { success: true, data: noSuccess }, succeeded],
    ['twice the same', { ...paid, data: paid }, succeeded],
    ['twice, in two spellings', { ...paid, data: { payment_status: 'Paid' } }, succeeded],
    ['in camelCase', { transactionId: id, paymentStatus: 'payment.succeeded' }, succeeded],
    ['without success, paid', noSuccess, succeeded],
    ['without success, unpaid', { ...noSuccess, payment_status: 'payment.declined' }, declined],
    ['with success as a text', { ...paid, success: 'true' }, succeeded],
    ['with no success as a text', { ...unpaid, success: 'false' }, declined],
    ['expired in so many words', { ...unpaid, payment_status: 'Expired' }, expired],
    ['expired, as an event', { ...unpaid, payment_status: 'payment.expired' }, expired],
    ['pending', { ...unpaid, payment_status: 'Pending' }, pending],
    ['pending, without success', { ...noSuccess, payment_status: 'pending' }, pending],
    ['with an array under data', { ...paid, data: [unpaid] }, succeeded],
    ['with a text under data', { ...paid, data: JSON.stringify(unpaid) }, succeeded],
  ])('%s', (_, body, expected) => {
    expect(parseWebhook(body)).toEqual(expect.objectContaining(expected));
  });

  it.each([
    'payment.succeeded',
    'payment_succeeded',
    'payment-succeeded',
    'PAYMENT.SUCCEEDED',
    'Payment Succeeded',
    'paymentSucceeded',
    'Paid',
    'paid',
    'PAID',
    ' paid ',
  ])('says paid with the status “%s”', (status) => {
    expect(parseWebhook({ ...paid, payment_status: status })).toEqual(succeeded);
  });

  it.each<[string, Record<string, unknown>]>([
    ['success false beside payment.succeeded', { ...paid, success: false }],
    ['success true beside payment.declined', { ...unpaid, success: true }],
    ['success true beside pending', { ...paid, payment_status: 'Pending' }],
    ['success true at the top, false under data', { ...paid, data: { success: false } }],
    [
      'paid at the top, declined under data',
      { ...noSuccess, data: { payment_status: 'Declined' } },
    ],
    ['paid at the top, nonsense under data', { ...paid, data: { payment_status: 'x' } }],
    ['two transactions', { ...paid, data: { transaction_id: 'invoice_2' } }],
    ['two transactions in two spellings', { ...paid, transactionId: 'invoice_2' }],
    ['success 1', { ...paid, success: 1 }],
    ['success “yes”', { ...paid, success: 'yes' }],
    ['success { "$ne": false }', { ...paid, success: { $ne: false } }],
  ])('contradicts itself with %s', (_, body) => {
    expect(parseWebhook(body)).toMatchObject(contradictory);
  });

  it.each<[string, Record<string, unknown>]>([
    ['its success and its payment_status contradict each other', { ...paid, success: false }],
    ['its success is neither true nor false', { ...unpaid, success: 'yes' }],
    ['it says both success and no success', { ...paid, data: { success: false } }],
    ['it names two statuses', { ...paid, data: { payment_status: 'Declined' } }],
    ['it names two transactions', { ...paid, transactionId: 'invoice_2' }],
    ['it has no payment_status', { ...paid, payment_status: null }],
    ['its payment_status is none that is documented', { ...paid, payment_status: 'refunded' }],
    [
      'its transaction_id is not a text of 1 to 255 printable characters',
      { ...paid, transaction_id: 7 },
    ],
  ])('that can’t be told says why: %s', (detail, body) => {
    expect(parseWebhook(body)).toMatchObject({ detail });
  });

  it('may have nothing under data', () => {
    expect(parseWebhook({ ...paid, data: null })).toEqual(succeeded);
  });

  it.each<unknown>([
    'payment.refunded',
    'payment.paid',
    'succeeded',
    'success',
    'unpaid',
    'not paid',
    'prepaid',
    'paid?',
    '',
    'constructor',
    '__proto__',
    null,
    true,
    1,
    ['payment.succeeded'],
    { $ne: 'payment.declined' },
  ])('says nothing that is known with the status %p', (status) => {
    expect(parseWebhook({ ...paid, payment_status: status })).toMatchObject(unknown);
  });

  it('says nothing that is known without a status, even with success', () => {
    expect(parseWebhook({ success: true, transaction_id: id })).toMatchObject(unknown);
  });

  it.each<[string, unknown]>([
    ['empty', ''],
    ['blank', ' '],
    ['with a space', 'invoice 1'],
    ['with a line break', 'invoice_1\n'],
    ['with a NUL', 'invoice\0'],
    ['beyond ASCII', 'invoice_é'],
    ['of 256 characters', 'i'.repeat(256)],
    ['a number', 7],
    ['null', null],
    ['true', true],
    ['an array', ['invoice_1']],
    ['an operator', { $ne: 1 }],
  ])('is none of a webhook with a transaction that is %s', (_, transactionId) => {
    expect(parseWebhook({ ...paid, transaction_id: transactionId })).toMatchObject(unreadable);
  });

  it('is none of a webhook without a transaction', () => {
    expect(parseWebhook({ ...paid, transaction_id: undefined })).toMatchObject(unreadable);
    expect(parseWebhook({})).toEqual({ kind: 'unreadable', detail: 'it has no transaction_id' });
  });

  it('names its transaction under data when the top leaves it null', () => {
    expect(parseWebhook({ transaction_id: null, data: paid })).toEqual(succeeded);
  });
});

describe('the reader of webhooks', () => {
  const fields = ['transaction_id', 'transactionId', 'payment_status', 'paymentStatus', 'success'];
  const words = ['payment.succeeded', 'Paid', 'paid', 'declined', 'Expired', 'pending', id];
  const value = fc.oneof(
    fc.constantFrom<unknown>(...words, true, false, null, 'true', 'false'),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const flat = fc.dictionary(fc.constantFrom(...fields, 'webhook_secret', '__proto__'), value);
  const body = fc
    .tuple(flat, fc.option(flat))
    .map(([top, data]) => (data === null ? top : { ...top, data }));

  function isPaid(status: unknown): boolean {
    return (
      typeof status === 'string' &&
      ['paymentsucceeded', 'paid'].includes(status.toLowerCase().replace(/[^a-z]/g, ''))
    );
  }

  it('reads nothing as paid that says no success, or whose status isn’t one of a payment', () => {
    fc.assert(
      fc.property(body, (given) => {
        const reading = parseWebhook(given);
        if (reading.kind !== 'arrival' || reading.arrival !== 'succeeded') return;
        const holders = [given, given['data'] ?? {}] as Record<string, unknown>[];
        const all = (names: string[]) =>
          holders
            .flatMap((holder) =>
              names.filter((n) => Object.hasOwn(holder, n)).map((n) => holder[n]),
            )
            .filter((one) => one !== null);
        const statuses = all(['payment_status', 'paymentStatus']);
        expect(all(['success']).filter((one) => one !== true && one !== 'true')).toEqual([]);
        expect([statuses.length > 0, statuses.every(isPaid)]).toEqual([true, true]);
        const ids = all(['transaction_id', 'transactionId']);
        expect(new Set(ids).size).toBe(1);
      }),
      { numRuns: 5000 },
    );
  });

  it('has an answer to any JSON object, keys that JavaScript has a meaning for included', () => {
    const kinds = ['arrival', 'still_pending', 'contradictory', 'unknown_status', 'unreadable'];
    const json = fc.oneof(
      fc.json().filter((text) => text.startsWith('{')),
      fc.jsonValue().map((one) => `{"__proto__":${JSON.stringify(one)},"data":{"__proto__":[]}}`),
      body.map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(json, (text) => {
        expect(kinds).toContain(parseWebhook(JSON.parse(text) as Record<string, unknown>).kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes nothing from a prototype', () => {
    const text = `{"__proto__":${JSON.stringify(paid)},"data":{"__proto__":${JSON.stringify(paid)}}}`;
    expect(parseWebhook(JSON.parse(text) as Record<string, unknown>)).toMatchObject(unreadable);
  });
});
