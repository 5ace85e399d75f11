import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { CreateAnswer } from './sandbox.seller.js';
import { create, createBody, newPayment } from './sandbox.seller.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** Sends a create call as it stands. */
async function send(
  body: string,
  headers: Record<string, string> = {},
): Promise<[number, unknown]> {
  const url = `${sandbox.apiUrl}/payment-request-api`;
  const response = await fetch(url, { method: 'POST', body, headers });
  return [response.status, await response.json()];
}

describe('creating a payment', () => {
  it('answers with a transaction id and a checkout URL in the gateway’s form', async () => {
    const { httpStatus, body } = await create(sandbox);
    expect(httpStatus).toBe(200);
    expect(Object.keys(body)).toEqual(['status', 'transaction_id', 'url']);
    expect(body.status).toBe(true);
    expect(body.transaction_id).toMatch(/^invoice_[0-9a-f]{13}$/);
    expect(body.url).toMatch(new RegExp(`^${sandbox.url}/checkout/${UUID}$`));
  });

  it('takes what the curl example of the documentation sends, the key changed', async () => {
    const example = `{ "api_key": "${sandbox.apiKey}", "order_uuid": "ORDER-2026-0001", "total_amount": 25.00, "product_title": "Premium Plan", "email": "customer@example.com", "first_name": "John", "last_name": "Doe", "success_url": "https://yoursite.com/success", "cancel_url": "https://yoursite.com/cancel" }`;
    const headers = { 'Content-Type': 'application/json', Accept: '*/*', 'User-Agent': 'curl/8.5' };
    expect(await send(example, headers)).toMatchObject([200, { status: true }]);
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({
      amount: '25.00',
      productTitle: 'Premium Plan',
      firstName: 'John',
      status: 'Pending',
    });
  });

  it('keeps the amount exact', async () => {
    await create(sandbox, { total_amount: 19.99 });
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({
      amount: '19.99',
    });
  });

  it('gives the customer 30 minutes', async () => {
    await create(sandbox);
    const payment = await sandbox.payments.findByOrder('ORDER-2026-0001');
    const window = Number(payment?.expiresAt) - Number(payment?.createdAt);
    expect(window).toBe(30 * 60 * 1000);
  });

  it('takes a form and a body without a content type as well', async () => {
    const form = new URLSearchParams({ ...createBody(sandbox), total_amount: '25.00' });
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await send(form.toString(), type)).toMatchObject([200, { status: true }]);
    const json = JSON.stringify(createBody(sandbox, { order_uuid: 'ORDER-2' }));
    expect(await send(json)).toMatchObject([200, { status: true }]);
  });
});

describe('creating the payment of an order again', () => {
  it('answers with the same transaction and URL', async () => {
    const first = await create(sandbox);
    expect(await create(sandbox)).toEqual(first);
  });

  it('answers with the first payment unchanged when the amount is another', async () => {
    const first = await create(sandbox);
    expect(await create(sandbox, { total_amount: 99 })).toEqual(first);
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({
      amount: '25.00',
    });
  });

  it('answers with the same payment after it was paid', async () => {
    const first = await create(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    expect(await create(sandbox)).toEqual(first);
  });

  it('makes one payment of twenty requests at the same instant', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(sandbox)));
    expect(answers.every(({ body }) => body.status)).toBe(true);
    expect(new Set(answers.map(({ body }) => body.transaction_id)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
  });

  it('makes a payment for each of twenty orders at the same instant', async () => {
    const orders = Array.from({ length: 20 }, (_, index) => `ORDER-${index}`);
    const payments = await Promise.all(orders.map((order) => newPayment(sandbox, order)));
    expect(new Set(payments.map(({ transactionId }) => transactionId)).size).toBe(20);
  });
});

describe('a create call that fails the validation', () => {
  it.each([
    ['api_key', 'The api key field is required.'],
    ['order_uuid', 'The order uuid field is required.'],
    ['total_amount', 'The total amount field is required.'],
    ['email', 'The email field is required.'],
    ['success_url', 'The success url field is required.'],
    ['cancel_url', 'The cancel url field is required.'],
  ])('for want of %s is answered 200 with the gateway’s words', async (field, error) => {
    const { httpStatus, body } = await create(sandbox, { [field]: undefined });
    expect([httpStatus, body]).toEqual([200, { status: false, error }]);
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toBeNull();
  });

  it('for an unknown key is answered 200, without the key', async () => {
    const { httpStatus, body } = await create(sandbox, { api_key: 'somebody-else' });
    expect(httpStatus).toBe(200);
    expect(body).toEqual({ status: false, error: 'The selected api key is invalid.' });
  });

  it('for a malformed field is answered 200 as well', async () => {
    const { httpStatus, body } = await create(sandbox, { email: 'nobody' });
    expect(httpStatus).toBe(200);
    expect(body.error).toBe('The email field must be a valid email address.');
  });

  it('for want of everything is answered with the first field', async () => {
    const error = 'The api key field is required.';
    expect(await send('{}')).toEqual([200, { status: false, error }]);
    expect(await send('')).toEqual([200, { status: false, error }]);
  });
});

describe('a create call that the gateway refuses', () => {
  it.each([0.99, 0, -25, 19.999, 1e12])('for the amount %d is answered 400', async (amount) => {
    const { httpStatus, body } = await create(sandbox, { total_amount: amount });
    expect([httpStatus, body]).toEqual([400, { status: false, error: 'Invalid amount' }]);
  });

  it('for an amount below a minimum that was set is answered 400', async () => {
    await using strict = await createSandbox({ minimumAmount: '30.00' });
    expect(await create(strict)).toMatchObject({
      httpStatus: 400,
      body: { error: 'Invalid amount' },
    });
    expect(await create(strict, { total_amount: 30 })).toMatchObject({ httpStatus: 200 });
  });

  it('while it is inactive is answered 400', async () => {
    sandbox.setGatewayActive(false);
    const { httpStatus, body } = await create(sandbox);
    expect(httpStatus).toBe(400);
    expect(body).toEqual({ status: false, error: 'Payment gateway inactive' });
    sandbox.setGatewayActive(true);
    expect((await create(sandbox)).httpStatus).toBe(200);
  });
});

describe('an answer of the API to what it cannot read', () => {
  it.each([
    ['not JSON', '{"api_key":', 400, 'The request body must be valid JSON.'],
    ['a list', '[]', 400, 'The request body must be a JSON object.'],
    ['too large', `"${'x'.repeat(200_000)}"`, 413, 'request entity too large'],
  ])('that is %s has the gateway’s shape', async (_what, body, status, error) => {
    const type = { 'Content-Type': 'application/json' };
    expect(await send(body, type)).toEqual([status, { status: false, error }]);
  });

  it.each([
    ['GET', 'payment-request-api'],
    ['POST', 'nothing-here'],
    ['DELETE', 'order-status/invoice_1'],
    ['GET', ''],
  ])('at %s /backend/api/%s is a 404 in the gateway’s shape', async (method, path) => {
    const response = await fetch(`${sandbox.apiUrl}/${path}`, { method });
    expect(response.status).toBe(404);
    expect((await response.json()) as CreateAnswer).toEqual({ status: false, error: 'Not found.' });
  });

  it('has the same headers as any other', async () => {
    const paths = ['/backend/api/x', '/health', '/', '/_sandbox/clock', '/checkout/x', '/%ff'];
    const answers = await Promise.all(
      paths.map((path) => fetch(sandbox.url + path, { redirect: 'manual' })),
    );
    for (const { headers } of answers) {
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});

describe('the status of an order', () => {
  async function ask(path: string, key?: string): Promise<[number, unknown]> {
    const response = await fetch(`${sandbox.apiUrl}/order-status/${path}`, {
      headers: key === undefined ? {} : { 'x-api-key': key },
    });
    return [response.status, await response.json()];
  }

  it('is told by transaction, and by order', async () => {
    const { transactionId } = await newPayment(sandbox);
    const answer = {
      status: true,
      transaction_id: transactionId,
      order_uuid: 'ORDER-2026-0001',
      payment_status: 'Pending',
    };
    expect(await ask(transactionId, sandbox.apiKey)).toEqual([200, answer]);
    expect(await ask('ORDER-2026-0001', sandbox.apiKey)).toEqual([200, answer]);
    await sandbox.pay(transactionId);
    expect(await ask(transactionId, sandbox.apiKey)).toMatchObject([
      200,
      { payment_status: 'Paid' },
    ]);
  });

  it('is told to sellers only', async () => {
    const { transactionId } = await newPayment(sandbox);
    const unauthorized = [401, { status: false, error: 'Unauthorized' }];
    expect(await ask(transactionId)).toEqual(unauthorized);
    expect(await ask(transactionId, 'somebody-else')).toEqual(unauthorized);
  });

  it('is not found when there is none', async () => {
    const notFound = [404, { status: false, error: 'Payment not found.' }];
    expect(await ask('invoice_67d2a3f8b12e1', sandbox.apiKey)).toEqual(notFound);
  });
});
