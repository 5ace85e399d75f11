import fc from 'fast-check';
import { readCreateAnswer as readWith } from './gateway.answer.js';

const url = 'https://billing.ovgcpayments.com/checkout/a1b2c3d4-e5f6-7890-abcd-ef1234567890';
const success = { status: true, transaction_id: 'invoice_67d2a3f8b12e1', url };
const SECRETS = ['key_0f5c2d97', 'whsec_b41e66d0'];
const baseUrl = 'https://billing.ovgcpayments.com/backend/api';
const readCreateAnswer = (status: number, body: string) =>
  readWith(status, body, { orderUuid: 'ORDER-1', baseUrl, secrets: SECRETS });
const refusal = (error: unknown) => JSON.stringify({ status: false, error });

describe('an answer to the create call', () => {
  it.each([200, 201])('with HTTP %d, a transaction and a url is a payment', (status) => {
    expect(readCreateAnswer(status, JSON.stringify(success))).toEqual({
      kind: 'created',
      transactionId: 'invoice_67d2a3f8b12e1',
      url,
    });
  });

  it('may have more fields than the documented ones', () => {
    const more = JSON.stringify({ ...success, data: { fee: 1 }, message: 'ok' });
    expect(readCreateAnswer(200, more)).toMatchObject({ kind: 'created' });
  });

  it.each([
    [200, 'The api key field is required.', 'validation_failed'],
    [200, 'The selected email is invalid.', 'validation_failed'],
    [400, 'Invalid amount', 'invalid_amount'],
    [400, 'Payment gateway inactive', 'gateway_inactive'],
    [401, 'Unauthorized', 'unauthorized'],
    [400, 'Something new', 'validation_failed'],
    [403, 'Forbidden', 'validation_failed'],
    [422, 'The email field is required.', 'validation_failed'],
  ])('with HTTP %d and “%s” is a rejection, %s', (status, message, code) => {
    expect(readCreateAnswer(status, refusal(message))).toEqual({ kind: 'rejected', code, message });
  });

  it.each([undefined, null, '', 7, {}, ['no']])('may give no reason: %p', (error) => {
    expect(readCreateAnswer(200, refusal(error))).toEqual({
      kind: 'rejected',
      code: 'validation_failed',
      message: 'no reason given',
    });
  });

  it.each([500, 502, 503, 504, 599, 408, 429])(
    'with HTTP %d is temporary, whatever its body says',
    (status) => {
      const bodies = [
        refusal('Internal server error'),
        JSON.stringify(success),
        '',
        '<h1>Bad</h1>',
      ];
      expect(bodies.map((body) => readCreateAnswer(status, body).kind)).toEqual(
        bodies.map(() => 'temporary'),
      );
    },
  );

  it.each([404, 409, 410])('with HTTP %d is no rejection, even with status false', (status) => {
    const answer = readCreateAnswer(status, refusal('It is being processed.'));
    expect(answer).toMatchObject({ kind: 'unexpected' });
  });

  it.each([
    ['nothing', 200, ''],
    ['HTML', 200, '<!doctype html><title>Just a moment</title>'],
    ['half of it', 200, JSON.stringify(success).slice(0, 40)],
    ['an array', 200, JSON.stringify([success])],
    ['null', 200, 'null'],
    ['a text', 200, '"ok"'],
    ['no status', 200, JSON.stringify({ ...success, status: undefined })],
    ['a status that is a text', 200, JSON.stringify({ ...success, status: 'true' })],
    ['no transaction', 200, JSON.stringify({ ...success, transaction_id: undefined })],
    ['an empty transaction', 200, JSON.stringify({ ...success, transaction_id: '' })],
    ['a number for a transaction', 200, JSON.stringify({ ...success, transaction_id: 7 })],
    ['a space in the transaction', 200, JSON.stringify({ ...success, transaction_id: 'a b' })],
    ['no url', 200, JSON.stringify({ ...success, url: undefined })],
    ['a null url', 200, JSON.stringify({ ...success, url: null })],
    ['a path for a url', 200, JSON.stringify({ ...success, url: '/checkout/1' })],
    ['a url that runs code', 200, JSON.stringify({ ...success, url: 'javascript:alert(1)' })],
    [
      'a secret in its transaction',
      200,
      JSON.stringify({ ...success, transaction_id: `invoice_${SECRETS[0]}` }),
    ],
    ['a success that is no 2xx', 302, JSON.stringify(success)],
    ['a success that is a 4xx', 400, JSON.stringify(success)],
    ['an error in another shape', 401, '{"message":"Unauthorized"}'],
  ])('with %s is unexpected', (_, status, body) => {
    expect(readCreateAnswer(status, body)).toMatchObject({ kind: 'unexpected' });
  });

  it('is a payment only with 2xx, status true, a transaction and an https url, for any JSON', () => {
    const body = fc.record(
      {
        status: fc.constantFrom<unknown>(true, false, 'true', 1, null),
        transaction_id: fc.oneof(fc.constant('invoice_1'), fc.string(), fc.jsonValue()),
        url: fc.oneof(fc.webUrl(), fc.string(), fc.jsonValue()),
        error: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      body.map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), text, (status, given) => {
        const answer = readCreateAnswer(status, given);
        if (answer.kind !== 'created') return;
        const said = JSON.parse(given) as typeof success;
        expect([status >= 200 && status < 300, said.status]).toEqual([true, true]);
        const { href } = new URL(said.url);
        expect(answer).toMatchObject({ transactionId: said.transaction_id.trim(), url: href });
        expect(new URL(answer.url).protocol).toBe('https:');
      }),
      { numRuns: 2000 },
    );
  });

  const created = { kind: 'created', transactionId: success.transaction_id, url };
  const { status: ok, transaction_id: id } = success;
  const read = (body: object, httpStatus = 200) =>
    readCreateAnswer(httpStatus, JSON.stringify(body));

  it.each<[string, object]>([
    ['under data', { data: success }],
    ['partly under data', { status: ok, data: { transaction_id: id, url } }],
    ['at both places', { ...success, data: success }],
    ['beside the status of the payment', { ...success, data: { status: 'Pending' } }],
    ['with spaces around the transaction', { ...success, transaction_id: ` ${id} ` }],
    ['beside a success', { ...success, success: true }],
    ['with the order', { ...success, order_uuid: 'ORDER-1' }],
    ['with a number for an id of its own', { ...success, id: 17, data: { id: 18 } }],
    ['with an object for an invoice', { ...success, invoice: { total: 25 } }],
    ['with one URL in two spellings', { ...success, checkout_url: url.replace('https', 'HTTPS') }],
    ...['transactionId', 'invoice_id', 'invoice', 'payment_id', 'id'].map(
      (name): [string, object] => [`with ${name}`, { status: ok, [name]: id, url }],
    ),
    ...['checkout_url', 'payment_url', 'redirect_url', 'checkoutUrl'].map(
      (name): [string, object] => [
        `with ${name}`,
        { status: ok, data: { transaction_id: id, [name]: url } },
      ],
    ),
  ])('may have its fields elsewhere: %s', (_, body) => {
    expect(read(body)).toEqual(created);
  });

  it.each<[string, object, RegExp]>([
    ['names two transactions', { ...success, transactionId: 'invoice_2' }, /two transactions/],
    ['names another under data', { ...success, data: { id: 'invoice_2' } }, /two transactions/],
    ['has a transaction that is none', { ...success, data: { transaction_id: 7 } }, /valid/],
    ['names two urls', { ...success, payment_url: `${url}?a` }, /two checkout urls/],
    ['names a bad url as well', { ...success, data: { url: 'javascript:0' } }, /checkout url is/],
    ['is for another order', { ...success, data: { order_uuid: 'ORDER-2' } }, /another order/],
    ['says yes and no', { ...success, data: { status: false } }, /rejection and a success/],
    ['says yes and no in a text', { ...success, data: { status: 'false' } }, /not true/],
    ['says no in a text', { status: 'false', error: 'Invalid amount' }, /not true/],
    ['says yes, and no under another name', { ...success, success: false }, /not true/],
    ['says no, and yes under another name', { status: false, success: 1 }, /rejection and a/],
    ['says no, and yes in a word', { status: false, data: { status: 'paid' } }, /rejection and a/],
    ['says no to another order', { status: false, order_uuid: 'ORDER-2' }, /another order/],
    ['says no and names a payment', { ...success, status: false }, /rejection and a success/],
    ['is of a payment that is over', { ...success, data: { status: 'Expired' } }, /not true/],
    ['has its status elsewhere', { result: success }, /not true/],
  ])('is unexpected when it %s', (_, body, reason) => {
    expect(read(body)).toEqual({
      kind: 'unexpected',
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('is a rejection with empty fields as well', () => {
    const empty = { transaction_id: '', url: null, data: { url: '' } };
    expect(read({ status: false, error: 'Invalid amount', ...empty })).toMatchObject({
      kind: 'rejected',
      code: 'invalid_amount',
    });
  });

  it('is a rejection of the order that was asked for, in the words of a webhook as well', () => {
    const words = { success: false, order_uuid: 'ORDER-1', data: { status: 'failed' } };
    expect(read({ status: false, error: 'Invalid amount', ...words })).toMatchObject({
      kind: 'rejected',
    });
  });

  it('is a rejection under data as well', () => {
    expect(read({ data: { status: false, error: 'Invalid amount' } }, 400)).toEqual({
      kind: 'rejected',
      code: 'invalid_amount',
      message: 'Invalid amount',
    });
  });

  it('is the same payment wherever its fields stand, and none as soon as two of them differ', () => {
    const place = fc.constantFrom('top', 'data', 'both');
    const names = {
      id: fc.constantFrom(
        'transaction_id',
        'transactionId',
        'invoice_id',
        'invoice',
        'payment_id',
        'id',
      ),
      url: fc.constantFrom('url', 'checkout_url', 'payment_url', 'redirect_url'),
    };
    const field = (name: fc.Arbitrary<string>, value: unknown) =>
      fc.tuple(place, name, fc.constant(value));
    const fields = fc.tuple(
      field(fc.constant('status'), true),
      fc.array(field(names.id, id), { minLength: 1, maxLength: 3 }),
      fc.array(field(names.url, url), { minLength: 1, maxLength: 3 }),
    );
    const contradiction = fc.option(
      fc.oneof(field(names.id, 'invoice_2'), field(names.url, `${url}2`)),
    );
    fc.assert(
      fc.property(fields, contradiction, ([status, ids, urls], other) => {
        const body: Record<string, unknown> = {};
        const data: Record<string, unknown> = {};
        for (const [where, name, value] of [status, ...ids, ...urls, ...(other ? [other] : [])]) {
          if (where !== 'data') body[name] = value;
          if (where !== 'top') data[name] = value;
        }
        const answer = read({ ...body, data });
        const all = [...Object.values(body), ...Object.values(data)];
        // A field that stands where another one stood replaces it.
        fc.pre(all.includes(id) && all.includes(url));
        const isClear = !all.includes('invoice_2') && !all.includes(`${url}2`);
        expect(answer).toMatchObject(isClear ? created : { kind: 'unexpected' });
      }),
      { numRuns: 2000 },
    );
  });
});
