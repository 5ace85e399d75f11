import fc from 'fast-check';
import { readCreateAnswer as readWith } from './gateway.answer.js';

const url = 'https://billing.ovgcpayments.com/checkout/a1b2c3d4-e5f6-7890-abcd-ef1234567890';
const success = { status: true, transaction_id: 'invoice_67d2a3f8b12e1', url };
const SECRETS = ['key_0f5c2d97', 'whsec_b41e66d0'];
const baseUrl = 'https://billing.ovgcpayments.com/backend/api';
const readCreateAnswer = (status: number, body: string) =>
  readWith(status, body, { baseUrl, secrets: SECRETS });
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
        expect(answer).toMatchObject({ transactionId: said.transaction_id, url: href });
        expect(new URL(answer.url).protocol).toBe('https:');
      }),
      { numRuns: 2000 },
    );
  });
});
