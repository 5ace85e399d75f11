import fc from 'fast-check';
import { parseWebhook, type WebhookProblem } from './webhook.parser.js';

// Holds rule 6: with a right secret nothing is lost.

const id = 'invoice_67d2a3f8b12e1';
const paid = {
  success: true,
  transaction_id: id,
  customer_email: 'customer@example.com',
  payment_status: 'payment.succeeded',
};
const unpaid = { ...paid, success: false, payment_status: 'payment.declined' };
const { success: _paid, ...noSuccess } = paid;
const { payment_status: _status, ...noStatus } = paid;
const { transaction_id: _id, ...noId } = paid;

/** What a body says: an outcome, or the reason why that can't be told. */
function said(body: Record<string, unknown>): string {
  const { statement } = parseWebhook(body);
  return statement.kind === 'outcome' ? statement.outcome : statement.problem.reason;
}

function problemOf(body: Record<string, unknown>): WebhookProblem | null {
  const { statement } = parseWebhook(body);
  return statement.kind === 'unrecognised' ? statement.problem : null;
}

describe('the body of a webhook', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['as documented, paid', paid, 'succeeded'],
    ['as documented, unpaid', unpaid, 'declined'],
    ['with unknown fields', { ...paid, order_uuid: 'A', event: { id: 1 }, amount: 1 }, 'succeeded'],
    ['under data', { data: paid }, 'succeeded'],
    ['half at the top, half under data', { success: true, data: noSuccess }, 'succeeded'],
    ['twice the same', { ...paid, data: paid }, 'succeeded'],
    ['twice, in two spellings', { ...paid, data: { payment_status: 'Paid' } }, 'succeeded'],
    ['in camelCase', { transactionId: id, paymentStatus: 'payment.succeeded' }, 'succeeded'],
    ['without success, paid', noSuccess, 'succeeded'],
    ['without success, unpaid', { ...noSuccess, payment_status: 'payment.declined' }, 'declined'],
    ['with success as a text', { ...paid, success: 'true' }, 'succeeded'],
    ['with success as a number', { ...paid, success: 1 }, 'succeeded'],
    ['with no success as a text', { ...unpaid, success: 'false' }, 'declined'],
    ['expired, in so many words', { ...unpaid, payment_status: 'Expired' }, 'expired'],
    ['expired, as an event', { ...unpaid, payment_status: 'payment.expired' }, 'expired'],
    ['pending', { ...unpaid, payment_status: 'Pending' }, 'pending'],
    ['pending, without success', { ...noSuccess, payment_status: 'pending' }, 'pending'],
    ['with an array under data', { ...paid, data: [unpaid] }, 'succeeded'],
    ['with a text under data', { ...paid, data: JSON.stringify(unpaid) }, 'succeeded'],
    ['with null under data', { ...paid, data: null }, 'succeeded'],
    ['with the status under status', { ...noStatus, status: 'Paid' }, 'succeeded'],
    ['with the status under event', { ...noStatus, event: 'payment.succeeded' }, 'succeeded'],
    ['with the status under event_type', { ...noStatus, event_type: 'Paid' }, 'succeeded'],
    ['with the status under data.status', { ...noStatus, data: { status: 'Paid' } }, 'succeeded'],
    ['beside a status that is a boolean', { ...paid, status: true }, 'succeeded'],
    ['beside an event that nobody knows', { ...paid, event: 'payment.updated' }, 'succeeded'],
  ])('%s, says it', (_, body, expected) => {
    expect(said(body)).toBe(expected);
  });

  it.each([
    'payment.succeeded',
    'payment_succeeded',
    'payment-succeeded',
    'PAYMENT.SUCCEEDED',
    'Payment Succeeded',
    'paymentSucceeded',
    'Paid',
    'PAID',
    ' paid ',
  ])('says succeeded with the documented status “%s”, with and without success', (status) => {
    expect(said({ ...paid, payment_status: status })).toBe('succeeded');
    expect(said({ ...noSuccess, payment_status: status })).toBe('succeeded');
  });

  it.each([
    ['succeeded', true, 'succeeded'],
    ['success', true, 'succeeded'],
    ['payment.success', true, 'succeeded'],
    ['payment_success', true, 'succeeded'],
    ['completed', true, 'succeeded'],
    ['captured', true, 'succeeded'],
    ['failed', false, 'declined'],
    ['payment.failed', false, 'declined'],
    ['cancelled', false, 'declined'],
    ['canceled', false, 'declined'],
  ])(
    'says something with the undocumented status “%s” beside success %p only',
    (status, success, expected) => {
      expect(said({ ...paid, success, payment_status: status })).toBe(expected);
      expect(said({ ...noSuccess, payment_status: status })).toBe('unknown_status');
      expect(said({ ...paid, success: !success, payment_status: status })).toBe('contradictory');
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ['success false beside payment.succeeded', { ...paid, success: false }],
    ['success true beside payment.declined', { ...unpaid, success: true }],
    ['success true beside pending', { ...paid, payment_status: 'Pending' }],
    ['success true at the top, false under data', { ...paid, data: { success: false } }],
    [
      'paid at the top, declined under data',
      { ...noSuccess, data: { payment_status: 'Declined' } },
    ],
    ['paid beside a status that is declined', { ...paid, status: 'declined' }],
    ['paid beside an event that is declined', { ...paid, event: 'payment.declined' }],
    ['success “yes”', { ...paid, success: 'yes' }],
    ['success { "$ne": false }', { ...paid, success: { $ne: false } }],
  ])('contradicts itself with %s', (_, body) => {
    expect(said(body)).toBe('contradictory');
  });

  it.each<unknown>([
    'payment.refunded',
    'payment.paid',
    'unpaid',
    'not paid',
    'prepaid',
    'paid?',
    '',
    'constructor',
    '__proto__',
    true,
    1,
    ['payment.succeeded'],
    { $ne: 'payment.declined' },
  ])('says nothing that is known with the status %p, whatever else it says', (status) => {
    expect(said({ ...paid, payment_status: status })).toBe('unknown_status');
    expect(said({ ...paid, payment_status: status, status: 'Paid' })).toBe('unknown_status');
  });

  it('says nothing without a status, even with success', () => {
    expect(said(noStatus)).toBe('unknown_status');
    expect(said({ ...paid, payment_status: null })).toBe('unknown_status');
  });

  it.each<[string, Record<string, unknown>]>([
    ['has success false beside a status that means succeeded', { ...paid, success: false }],
    ['has a success that is neither true nor false', { ...unpaid, success: 'yes' }],
    ['says both that it is a success and that it is none', { ...paid, data: { success: false } }],
    ['says both succeeded and declined', { ...paid, data: { payment_status: 'Declined' } }],
    ['has no payment_status', { ...paid, payment_status: null }],
    ['has a payment_status that nobody knows', { ...paid, payment_status: 'refunded' }],
    ['has an undocumented status and no success', { ...noSuccess, payment_status: 'captured' }],
    ['has no transaction_id', noId],
  ])('tells what is wrong with it: it %s', (detail, body) => {
    expect(problemOf(body)).toMatchObject({ detail });
  });
});

describe('the identity of a webhook', () => {
  const identity = (body: Record<string, unknown>) => parseWebhook(body).identity;
  const none = { transactionIds: [], otherIds: [], orderUuids: [] };

  it.each<[string, Record<string, unknown>, object]>([
    ['its transaction', paid, { transactionIds: [id] }],
    ['its transaction in camelCase', { ...noId, transactionId: id }, { transactionIds: [id] }],
    ['its transaction under data', { transaction_id: null, data: paid }, { transactionIds: [id] }],
    [
      'its transaction without the spaces around it',
      { ...paid, transaction_id: ` ${id} ` },
      { transactionIds: [id] },
    ],
    ['one transaction that stands twice', { ...paid, data: paid }, { transactionIds: [id] }],
    ['two transactions', { ...paid, data: { transaction_id: 'b' } }, { transactionIds: [id, 'b'] }],
    ['an invoice', { ...noId, invoice: id }, { otherIds: [id] }],
    ['an invoice_id', { ...noId, invoice_id: id }, { otherIds: [id] }],
    ['a payment_id', { ...noId, payment_id: id }, { otherIds: [id] }],
    ['an id', { ...noId, id }, { otherIds: [id] }],
    ['its order', { ...noId, order_uuid: 'ORDER 1' }, { orderUuids: ['ORDER 1'] }],
    [
      'all of them',
      { ...paid, id: 'x', order_uuid: 'A' },
      { transactionIds: [id], otherIds: ['x'], orderUuids: ['A'] },
    ],
    ['no id that is a number', { ...paid, id: 7, invoice: null }, { transactionIds: [id] }],
  ])('is %s', (_, body, expected) => {
    expect(identity(body)).toEqual({ ...none, ...expected });
    expect(said(body)).toBe('succeeded');
  });

  it.each<[string, unknown]>([
    ['empty', ''],
    ['blank', ' '],
    ['with a space', 'invoice 1'],
    ['with a NUL', 'invoice\0'],
    ['beyond ASCII', 'invoice_é'],
    ['of 256 characters', 'i'.repeat(256)],
    ['a number', 7],
    ['true', true],
    ['an array', ['invoice_1']],
    ['an operator', { $ne: 1 }],
  ])('is unknown when its transaction is %s', (_, transactionId) => {
    const body = { ...paid, transaction_id: transactionId };
    expect(identity(body)).toEqual(none);
    expect(said(body)).toBe('unidentified');
  });

  it('is unknown when it names nothing', () => {
    expect(said(noId)).toBe('unidentified');
    expect(said({})).toBe('unidentified');
  });
});

describe('the parser of webhooks', () => {
  const fields = [
    'transaction_id',
    'payment_status',
    'paymentStatus',
    'status',
    'event',
    'success',
  ];
  const words = ['payment.succeeded', 'Paid', 'captured', 'declined', 'Expired', 'pending', id];
  const value = fc.oneof(
    fc.constantFrom<unknown>(...words, true, false, null, 1, 'true', 'false'),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const flat = fc.dictionary(fc.constantFrom(...fields, 'webhook_secret', '__proto__'), value);
  const body = fc
    .tuple(flat, fc.option(flat))
    .map(([top, data]) => (data === null ? top : { ...top, data }));

  const lettersOf = (status: unknown) =>
    typeof status === 'string' ? status.toLowerCase().replace(/[^a-z]/g, '') : '';

  it('reads nothing as a success that says it is none, or that has another status', () => {
    fc.assert(
      fc.property(body, (given) => {
        if (said(given) !== 'succeeded') return;
        const places = [given, given['data'] ?? {}] as Record<string, unknown>[];
        const all = (names: string[]) =>
          places
            .flatMap((place) => names.filter((n) => Object.hasOwn(place, n)).map((n) => place[n]))
            .filter((one) => one !== null);
        const truths = all(['success']);
        expect(truths.filter((one) => ![true, 1, 'true'].includes(one as never))).toEqual([]);
        const documented = all(['payment_status', 'paymentStatus']).map(lettersOf);
        const others = all(['status', 'event']).map(lettersOf);
        const SUCCESS = ['paymentsucceeded', 'paid', 'captured'];
        expect(documented.every((one) => SUCCESS.includes(one))).toBe(true);
        expect(others.some((one) => ['declined', 'expired', 'pending'].includes(one))).toBe(false);
        const statuses = [...documented, ...others].filter((one) => SUCCESS.includes(one));
        expect(statuses.length).toBeGreaterThan(0);
        // A spelling that is not documented needs `success` to say the same.
        const isBacked = truths.length > 0 || statuses.some((one) => one !== 'captured');
        expect(isBacked).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('has a result for any JSON object, with keys that JavaScript has a meaning for', () => {
    const json = fc.oneof(
      fc.json().filter((text) => text.startsWith('{')),
      fc.jsonValue().map((one) => `{"__proto__":${JSON.stringify(one)},"data":{"__proto__":[]}}`),
      body.map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(json, (text) => {
        expect(said(JSON.parse(text) as Record<string, unknown>)).toEqual(expect.any(String));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes nothing from a prototype', () => {
    const text = `{"__proto__":${JSON.stringify(paid)},"data":{"__proto__":${JSON.stringify(paid)}}}`;
    expect(said(JSON.parse(text) as Record<string, unknown>)).toBe('unidentified');
  });
});
