import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import axios from 'axios';
import type { OvgcModuleOptions } from 'nestjs-ovgc';
import {
  API_KEY,
  eventually,
  request,
  type RunningApp,
  SECRET,
  startApp,
  succeeded,
} from '../support/app.js';
import {
  type Answer,
  created,
  dripping,
  json,
  reset,
  type ScriptedGateway,
  silence,
  startGateway,
  text,
  transactionOf,
} from '../support/gateway.js';

// Holds rule 7: create is safe to repeat.

describe('createPaymentRequest', () => {
  let gateway: ScriptedGateway;
  let folder: string;
  const running: RunningApp[] = [];

  beforeEach(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(join(tmpdir(), 'ovgc-create-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  async function start(options: Partial<OvgcModuleOptions> = {}): Promise<RunningApp> {
    const app = await startApp({
      baseUrl: gateway.baseUrl,
      options: { ledger: { sqlite: join(folder, 'payments.db') }, ...options },
    });
    running.push(app);
    return app;
  }

  it('sends what the gateway documents, amounts as exact numbers, and nothing else', async () => {
    const app = await start();
    await app.payments.createPaymentRequest({ ...request('SENT'), totalAmount: '19.99' });
    expect(gateway.calls[0]?.text).toContain('"total_amount":19.99,');
    expect(gateway.calls[0]?.body).toEqual({
      api_key: API_KEY,
      order_uuid: 'SENT',
      total_amount: 19.99,
      product_title: 'Premium Plan',
      email: 'customer@example.com',
      first_name: 'John',
      last_name: 'Doe',
      success_url: 'https://yoursite.com/success',
      cancel_url: 'https://yoursite.com/cancel',
    });
    expect(gateway.calls[0]?.headers['content-type']).toBe('application/json');
    expect(gateway.calls[0]?.headers['user-agent']).toMatch(/^nestjs-ovgc\/\d/);
  });

  it('answers an order that has a payment without a call, also after a restart', async () => {
    const app = await start();
    const first = await app.payments.createPaymentRequest(request('AGAIN'));
    expect(await app.payments.createPaymentRequest(request('AGAIN'))).toEqual(first);
    await running.pop()?.close();
    const next = await start();
    expect(await next.payments.createPaymentRequest(request('AGAIN'))).toEqual(first);
    expect(gateway.calls).toHaveLength(1);
  });

  it('asks once for twenty calls at the same instant', async () => {
    const app = await start();
    const calls = Array.from({ length: 20 }, () =>
      app.payments.createPaymentRequest(request('BURST')),
    );
    const transactions = (await Promise.all(calls)).map(({ transactionId }) => transactionId);
    expect(new Set(transactions).size).toBe(1);
    expect(gateway.calls).toHaveLength(1);
  });

  it.each([
    ['amount', { totalAmount: 26 }],
    ['email', { email: 'somebody@else.com' }],
  ])('refuses a known order with another %s before anything is sent', async (field, change) => {
    const app = await start();
    await app.payments.createPaymentRequest(request('CHANGED'));
    await expect(
      app.payments.createPaymentRequest({ ...request('CHANGED'), ...change }),
    ).rejects.toMatchObject({
      code: 'order_mismatch',
      requestState: 'not_sent',
      retryable: false,
      differing: [field],
    });
    expect(gateway.calls).toHaveLength(1);
  });

  it('refuses a request that is wrong before anything is sent, and says all that is wrong', async () => {
    const app = await start();
    await expect(
      app.payments.createPaymentRequest({
        ...request(''),
        totalAmount: 1.005,
        successUrl: 'javascript:alert(1)',
      }),
    ).rejects.toMatchObject({
      code: 'invalid_request',
      requestState: 'not_sent',
      problems: [
        expect.stringContaining('orderUuid'),
        'totalAmount must not have more than two decimals: round it before charging it',
        expect.stringContaining('successUrl'),
      ],
    });
    expect(gateway.calls).toHaveLength(0);
  });

  describe('becomes an error that says what happened to the money when the gateway', () => {
    const cases: [string, Answer, object][] = [
      [
        'finds a field missing',
        json(200, { status: false, error: 'The api key field is required.' }),
        {
          code: 'validation_failed',
          requestState: 'rejected',
          retryable: false,
          gatewayMessage: 'The api key field is required.',
        },
      ],
      [
        'finds the amount too small',
        json(400, { status: false, error: 'Invalid amount' }),
        { code: 'invalid_amount', requestState: 'rejected', retryable: false },
      ],
      [
        'is inactive',
        json(400, { status: false, error: 'Payment gateway inactive' }),
        { code: 'gateway_inactive', requestState: 'rejected', retryable: false },
      ],
      [
        'wants a token',
        json(401, { status: false, error: 'Unauthorized' }),
        { code: 'unauthorized', requestState: 'rejected', retryable: false },
      ],
      [
        'has an error',
        json(500, { status: false, error: 'Internal server error' }),
        { code: 'gateway_unavailable', requestState: 'unknown', retryable: true },
      ],
      [
        'answers HTML',
        text(200, '<h1>Welcome</h1>'),
        { code: 'unexpected_answer', requestState: 'unknown' },
      ],
      [
        'answers without a url',
        json(200, { status: true, transaction_id: 'invoice_1' }),
        { code: 'unexpected_answer', requestState: 'unknown' },
      ],
      [
        'answers without a transaction',
        json(200, { status: true, url: 'https://x.test/' }),
        { code: 'unexpected_answer', requestState: 'unknown' },
      ],
      [
        'redirects',
        (_call, response) => response.writeHead(302, { Location: '/' }).end(),
        { code: 'unexpected_answer', requestState: 'unknown' },
      ],
      [
        'breaks the connection',
        reset,
        { code: 'gateway_unavailable', requestState: 'unknown', retryable: true },
      ],
      [
        'repeats the key in its error',
        json(400, { status: false, error: `bad key ${API_KEY}` }),
        { code: 'validation_failed', gatewayMessage: 'bad key [secret]' },
      ],
    ];
    it.each(cases)('%s', async (_name, answer, expected) => {
      const app = await start();
      gateway.next(answer);
      const error: unknown = await app.payments
        .createPaymentRequest(request('FAILS'))
        .catch((e: unknown) => e);
      expect(error).toMatchObject(expected);
      const printed = inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error);
      expect(printed).not.toContain(API_KEY);
      expect(gateway.calls).toHaveLength(1);
    });

    it.each<[string, Answer]>([
      ['never answers', silence],
      ['answers a byte at a time, for ever', dripping],
    ])('%s', async (_name, answer) => {
      const app = await start({ timeoutMs: 500 });
      gateway.next(answer);
      const error: unknown = await app.payments
        .createPaymentRequest(request('WAITS'))
        .catch((e: unknown) => e);
      expect(error).toMatchObject({
        code: 'gateway_unavailable',
        requestState: 'unknown',
        reason: 'timeout',
      });
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(API_KEY);
      // None when this machine was so late that the time was over before the request went out.
      expect(gateway.calls.length).toBeLessThanOrEqual(1);
    });

    it('can’t be reached', async () => {
      const app = await start({ baseUrl: 'http://127.0.0.1:1/backend/api', retries: 1 });
      await expect(app.payments.createPaymentRequest(request('NOBODY'))).rejects.toMatchObject({
        code: 'gateway_unavailable',
        requestState: 'not_sent',
        reason: 'ECONNREFUSED',
        attempts: 2,
      });
    });
  });

  it('tries again after a broken connection, a silence and a 5xx, with the same order', async () => {
    const app = await start({ retries: 3, timeoutMs: 2000 });
    gateway.next(reset, silence, json(503, {}));
    const payment = await app.payments.createPaymentRequest(request('PATIENCE'));
    expect(payment.status).toBe('Pending');
    expect(gateway.calls.map(({ body }) => body['order_uuid'])).toEqual(Array(4).fill('PATIENCE'));
  });

  it.each([
    ['a refusal', json(400, { status: false, error: 'Payment gateway inactive' })],
    ['a validation error', json(200, { status: false, error: 'The email field is required.' })],
  ])('does not try again after %s', async (_name, answer) => {
    const app = await start({ retries: 3 });
    gateway.next(answer);
    await expect(app.payments.createPaymentRequest(request('ONCE'))).rejects.toMatchObject({
      requestState: 'rejected',
    });
    expect(gateway.calls).toHaveLength(1);
  });

  it.each([
    ['belongs to another host than it seems', 'https://billing.ovgcpayments.com@evil.example/'],
    ['is as long as a book', `https://gateway.test/${'a'.repeat(900_000)}`],
    ['holds the API key', `https://gateway.test/?key=${API_KEY}`],
    ['holds the webhook secret', `https://gateway.test/?key=${SECRET}`],
    ['has a host that the options don’t name', 'https://evil.example/checkout'],
  ])('refuses a checkout URL that %s, and asks again for the same order', async (_name, url) => {
    const app = await start({ checkoutHosts: ['gateway.test'] });
    gateway.next(json(200, { status: true, transaction_id: transactionOf('URL'), url }));
    const failed = app.payments.createPaymentRequest(request('URL'));
    const error = await failed.catch((reason: Error) => reason);
    expect(error).toMatchObject({ code: 'unexpected_answer', requestState: 'unknown' });
    expect(inspect(error).length).toBeLessThan(2000);
    expect(inspect(error)).not.toMatch(new RegExp(`${API_KEY}|${SECRET}`));
    expect(await app.payments.findByOrder('URL')).toBeNull();

    const payment = await app.payments.createPaymentRequest(request('URL'));
    expect(payment.url).toBe('https://gateway.test/checkout/URL');
    expect(gateway.calls.map(({ body }) => body['order_uuid'])).toEqual(['URL', 'URL']);
  });

  it('stores a checkout URL as browsers write it', async () => {
    const app = await start();
    const url = 'https://gateway.test/check\r\nout';
    gateway.next(json(200, { status: true, transaction_id: transactionOf('URL'), url }));
    const payment = await app.payments.createPaymentRequest(request('URL'));
    expect(payment.url).toBe('https://gateway.test/checkout');
    expect(await app.payments.findByOrder('URL')).toMatchObject({ url: payment.url });
  });

  it('asks for an order left in doubt again after a restart, for the same amount and customer', async () => {
    const app = await start();
    gateway.next(reset);
    await expect(app.payments.createPaymentRequest(request('DOUBT'))).rejects.toMatchObject({
      requestState: 'unknown',
    });
    expect(await app.payments.findByOrder('DOUBT')).toBeNull();
    await running.pop()?.close();

    const next = await start();
    await expect(
      next.payments.createPaymentRequest({ ...request('DOUBT'), totalAmount: 1 }),
    ).rejects.toMatchObject({ code: 'order_mismatch' });
    await next.payments.createPaymentRequest({ ...request('DOUBT'), productTitle: 'Renamed' });
    expect(gateway.calls[1]?.body).toEqual({
      ...gateway.calls[0]?.body,
      product_title: 'Renamed',
    });
  });

  it('leaves a refused order free to be asked for with another amount', async () => {
    const app = await start();
    gateway.next(json(400, { status: false, error: 'Invalid amount' }));
    await expect(app.payments.createPaymentRequest(request('SMALL'))).rejects.toMatchObject({
      requestState: 'rejected',
    });
    const payment = await app.payments.createPaymentRequest({
      ...request('SMALL'),
      totalAmount: 50,
    });
    expect(payment.amount).toBe('50.00');
  });

  it('keeps a refused order in doubt when an earlier try may have created its payment', async () => {
    const app = await start({ retries: 1 });
    gateway.next(reset, json(400, { status: false, error: 'Payment gateway inactive' }));
    await expect(app.payments.createPaymentRequest(request('BOTH'))).rejects.toMatchObject({
      code: 'gateway_inactive',
      requestState: 'unknown',
    });
    await expect(
      app.payments.createPaymentRequest({ ...request('BOTH'), totalAmount: 50 }),
    ).rejects.toMatchObject({ code: 'order_mismatch' });
  });

  it('does not believe a gateway that gives one transaction to two orders', async () => {
    const app = await start();
    const same = json(200, { status: true, transaction_id: 'invoice_1', url: 'https://x.test/1' });
    gateway.next(same, same);
    await app.payments.createPaymentRequest(request('MINE'));
    await expect(app.payments.createPaymentRequest(request('YOURS'))).rejects.toMatchObject({
      code: 'unexpected_answer',
      requestState: 'unknown',
    });
  });

  it('does not take for its answer what the gateway says again to an earlier request', async () => {
    const app = await start();
    let earlier: Socket | undefined;
    gateway.next(
      (call, response, socket) => {
        earlier = socket;
        created(call, response);
      },
      (call, response) => {
        const again = '{"status":true,"transaction_id":"invoice_again","url":"https://x.test/1"}';
        earlier?.write(`HTTP/1.1 200 OK\r\nContent-Length: ${again.length}\r\n\r\n${again}`);
        setTimeout(() => created(call, response), 20);
      },
    );
    await app.payments.createPaymentRequest(request('FIRST'));
    const { transactionId } = await app.payments.createPaymentRequest(request('SECOND'));
    expect(transactionId).toBe(transactionOf('SECOND'));
  });

  it('does not take a 409 for the word that there is no payment', async () => {
    const app = await start();
    gateway.next(json(409, { status: false, error: 'This order is being processed.' }));
    await expect(app.payments.createPaymentRequest(request('BUSY'))).rejects.toMatchObject({
      code: 'unexpected_answer',
      requestState: 'unknown',
      retryable: true,
    });
    await expect(
      app.payments.createPaymentRequest({ ...request('BUSY'), totalAmount: 1 }),
    ).rejects.toMatchObject({ code: 'order_mismatch' });
  });

  it('shares neither its requests nor its headers with the app’s own HTTP client', async () => {
    const { common } = axios.defaults.headers;
    const transformRequest = axios.defaults.transformRequest;
    const seen: unknown[] = [];
    common['Authorization'] = 'Bearer of-the-app';
    axios.defaults.transformRequest = [(data: unknown) => (seen.push(data), data)];
    try {
      const app = await start();
      await app.payments.createPaymentRequest(request('APART'));
    } finally {
      delete common['Authorization'];
      if (transformRequest) axios.defaults.transformRequest = transformRequest;
    }
    expect(gateway.calls[0]?.headers).not.toHaveProperty('authorization');
    expect(seen).toEqual([]);
  });

  it('leaves no secret in the ledger’s files', async () => {
    const app = await start();
    gateway.next(created);
    const { transactionId } = await app.payments.createPaymentRequest(request('SECRETS'));
    await app.webhook({
      ...succeeded(transactionId),
      note: `${SECRET} and ${API_KEY}`,
      data: { webhook_secret: SECRET },
    });
    await eventually(
      'it is paid',
      async () => (await app.payments.findByOrder('SECRETS'))?.status === 'Paid',
    );
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    const bytes = Buffer.concat(files);
    expect(bytes.includes('SECRETS')).toBe(true);
    expect(bytes.includes(SECRET)).toBe(false);
    expect(bytes.includes(API_KEY)).toBe(false);
  });
});
