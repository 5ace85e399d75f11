import { createHmac } from 'node:crypto';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { create, newPayment } from './sandbox.seller.js';

type Json = Record<string, unknown>;

const UNAUTHORIZED = { status: 401, body: { status: false, error: 'Unauthorized' } };

let sandbox: Sandbox;
let endpoint: Endpoint;
let token: string;

beforeEach(async () => {
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ webhookUrl: endpoint.url });
  token = await login();
});
afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

/** Sends a request to an admin endpoint. */
async function admin(
  method: string,
  path: string,
  body?: unknown,
  authorization: string | null = `Bearer ${token}`,
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${sandbox.apiUrl}/admin/${path}`, {
    method,
    headers: { ...(authorization !== null && { authorization }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

async function login(): Promise<string> {
  const { adminEmail: email, adminPassword: password } = sandbox;
  const { body } = await admin('POST', 'login', { email, password }, null);
  return String(body['token']);
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('logging in', () => {
  it('takes the e-mail address and password that the sandbox was started with', async () => {
    await using own = await createSandbox({ adminEmail: 'me@shop.test', adminPassword: 'open' });
    const ask = async (email: string, password: string) => {
      const response = await fetch(`${own.apiUrl}/admin/login`, {
        method: 'POST',
        body: JSON.stringify({ email, password }),
      });
      return { status: response.status, body: (await response.json()) as Json };
    };
    expect(await ask('me@shop.test', 'open')).toEqual({
      status: 200,
      body: { status: true, token: expect.any(String), token_type: 'Bearer', expires_in: 3600 },
    });
    expect(await ask('me@shop.test', 'sandbox')).toEqual(UNAUTHORIZED);
    expect(await ask('admin@sandbox.test', 'open')).toEqual(UNAUTHORIZED);
  });

  it('has known credentials where none are given', () => {
    expect(sandbox).toMatchObject({ adminEmail: 'admin@sandbox.test', adminPassword: 'sandbox' });
  });

  it.each([
    [{}, /^email must be a text/],
    [{ email: 'a@b.c' }, /^password must be a text/],
    [{ email: 1, password: 'x' }, /^email must be a text/],
    [
      { email: 'a@b.c', password: 'x', code: 1 },
      /^code is not a known field; the fields are email/,
    ],
  ])('is answered 200 with what is wrong for %j', async (request, message) => {
    expect(await admin('POST', 'login', request, null)).toEqual({
      status: 200,
      body: { status: false, error: expect.stringMatching(message) },
    });
  });
});

describe('an admin endpoint', () => {
  const endpoints = [
    ['GET', 'sellers'],
    ['POST', 'sellers'],
    ['GET', 'sellers/default'],
    ['PATCH', 'sellers/default'],
    ['POST', 'sellers/default/api-keys'],
    ['POST', 'sellers/default/api-keys/x/rotate'],
    ['POST', 'sellers/default/api-keys/x/revoke'],
    ['POST', 'sellers/default/webhook-secret/rotate'],
    ['GET', 'payments'],
    ['GET', 'payments/x'],
  ] as const;

  it.each(endpoints)('at %s %s answers 401 without a token', async (method, path) => {
    expect(await admin(method, path, undefined, null)).toEqual(UNAUTHORIZED);
  });

  it('answers 401 to what is no token of ours', async () => {
    const [header = '', claims = ''] = token.split('.');
    const { iat, exp, iss, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Json;
    const forged = `${header}.${claims}`;
    const signature = createHmac('sha256', 'secret').update(forged).digest('base64url');
    const unsigned = `${encoded({ alg: 'none', typ: 'JWT' })}.${claims}.`;
    const longer = encoded({ iat, exp: Number(exp) + 60, iss, sub });
    const attempts = [
      'Bearer',
      'Bearer nonsense',
      `Bearer ${forged}.${signature}`,
      `Bearer ${unsigned}`,
      `Bearer ${header}.${longer}.${token.split('.')[2]}`,
      `Basic ${token}`,
      token,
    ];
    for (const attempt of attempts) {
      expect(await admin('GET', 'sellers', undefined, attempt)).toEqual(UNAUTHORIZED);
    }
    expect((await admin('GET', 'sellers')).status).toBe(200);
  });

  it('answers 401 to the token of another sandbox', async () => {
    await using another = await createSandbox();
    const response = await fetch(`${another.apiUrl}/admin/sellers`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
  });

  it('takes a token for an hour of the sandbox’s clock', async () => {
    await sandbox.clock.advance('59m');
    expect((await admin('GET', 'sellers')).status).toBe(200);
    await sandbox.clock.advance('2m');
    expect(await admin('GET', 'sellers')).toEqual(UNAUTHORIZED);
    token = await login();
    expect((await admin('GET', 'sellers')).status).toBe(200);
  });

  it('takes no fault away that waits for a seller’s call', async () => {
    sandbox.faults.add({ target: 'api', kind: 'status', status: 503 });
    expect((await admin('GET', 'sellers')).status).toBe(200);
    expect((await create(sandbox)).httpStatus).toBe(503);
  });

  it('answers 404 in the gateway’s shape where there is nothing', async () => {
    expect(await admin('GET', 'nothing')).toEqual({
      status: 404,
      body: { status: false, error: 'Not found.' },
    });
    expect(await admin('GET', 'sellers/nobody')).toEqual({
      status: 404,
      body: { status: false, error: expect.stringMatching(/no seller "nobody"/) },
    });
    expect(await admin('GET', 'payments/nothing')).toMatchObject({ status: 404 });
  });
});

describe('an admin', () => {
  it('lists sellers with their secrets masked, or as they are', async () => {
    expect(await admin('GET', 'sellers')).toEqual({
      status: 200,
      body: {
        status: true,
        sellers: [
          {
            id: 'default',
            name: 'Sandbox seller',
            gateway_active: true,
            minimum_amount: '1.00',
            webhook_url: endpoint.url,
            webhook_secret: '••••cret',
            created_at: expect.any(String),
            api_keys: [
              {
                id: expect.stringMatching(/^key_/),
                label: 'Default',
                key: '••••_key',
                created_at: expect.any(String),
                last_used_at: null,
                revoked_at: null,
              },
            ],
          },
        ],
      },
    });
    const { body } = await admin('GET', 'sellers/default?reveal=true');
    expect(body['seller']).toMatchObject({
      webhook_secret: sandbox.webhookSecret,
      api_keys: [{ key: sandbox.apiKey }],
    });
  });

  it('adds a seller who can sell at once', async () => {
    const { body } = await admin('POST', 'sellers', { name: 'Acme', minimum_amount: 2 });
    const seller = body['seller'] as { id: string; api_keys: { key: string }[] };
    expect(seller).toMatchObject({ name: 'Acme', minimum_amount: '2.00', gateway_active: true });
    const made = await create(sandbox, { api_key: seller.api_keys[0]?.key, total_amount: 2 });
    expect(made.body.status).toBe(true);
  });

  it('switches a seller’s gateway off, which then answers 400', async () => {
    const { body } = await admin('PATCH', 'sellers/default', { gateway_active: false });
    expect(body).toMatchObject({ status: true, seller: { gateway_active: false } });
    expect(await create(sandbox)).toEqual({
      httpStatus: 400,
      body: { status: false, error: 'Payment gateway inactive' },
    });
  });

  it('creates, rotates and revokes keys, and rotates the webhook secret', async () => {
    const at = 'sellers/default';
    const keyIn = (body: Json) => body['api_key'] as { id: string; key: string };
    const created = keyIn((await admin('POST', `${at}/api-keys`, { label: 'CI' })).body);
    expect((await create(sandbox, { api_key: created.key })).body.status).toBe(true);
    const rotated = keyIn((await admin('POST', `${at}/api-keys/${created.id}/rotate`)).body);
    expect((await create(sandbox, { api_key: created.key })).body.status).toBe(false);
    expect((await create(sandbox, { api_key: rotated.key })).body.status).toBe(true);
    const { body: revoked } = await admin('POST', `${at}/api-keys/${rotated.id}/revoke`);
    expect(keyIn(revoked)).toMatchObject({ key: expect.stringMatching(/^••••/) });
    expect((await create(sandbox, { api_key: rotated.key })).body.status).toBe(false);
    const { body } = await admin('POST', `${at}/webhook-secret/rotate`);
    expect(body).toEqual({ status: true, webhook_secret: sandbox.webhookSecret });
    expect(sandbox.webhookSecret).not.toBe('sandbox_webhook_secret');
  });

  it.each([
    ['POST', 'sellers', {}, 200, /^name must be a text/],
    [
      'PATCH',
      'sellers/default',
      { minimum_amount: 'free' },
      200,
      /^minimum_amount is "free"; give/,
    ],
    [
      'PATCH',
      'sellers/default',
      { gateway_active: 1 },
      200,
      /^gateway_active must be true or false/,
    ],
    [
      'PATCH',
      'sellers/default',
      { active: true },
      200,
      /^active is not a known field; the fields are .*gateway_active/,
    ],
    ['POST', 'sellers', { name: 'Sandbox seller' }, 400, /two sellers named "Sandbox seller"/],
    ['GET', 'payments?status=Lost', undefined, 200, /^status must be one of Pending, Paid/],
    ['GET', 'payments?limit=0', undefined, 200, /^limit must be a whole number from 1 to 1000/],
  ] as const)(
    'is told what is wrong with %s %s %j',
    async (method, path, request, status, message) => {
      expect(await admin(method, path, request)).toEqual({
        status,
        body: { status: false, error: expect.stringMatching(message) },
      });
    },
  );

  it('finds payments, page by page', async () => {
    for (const order of ['ORDER-1', 'ORDER-2', 'ORDER-3']) await newPayment(sandbox, order);
    await sandbox.pay('ORDER-2');
    const ordersIn = ({ body }: { body: Json }) =>
      (body['payments'] as { order_uuid: string }[]).map(({ order_uuid }) => order_uuid);
    const first = await admin('GET', 'payments?limit=2');
    expect(ordersIn(first)).toEqual(['ORDER-3', 'ORDER-2']);
    const second = await admin('GET', `payments?limit=2&after=${String(first.body['next'])}`);
    expect(ordersIn(second)).toEqual(['ORDER-1']);
    expect(second.body['next']).toBeNull();
    expect(ordersIn(await admin('GET', 'payments?status=Paid&seller_id=default'))).toEqual([
      'ORDER-2',
    ]);
    expect(ordersIn(await admin('GET', 'payments?search=order-3'))).toEqual(['ORDER-3']);
  });

  it('reads a payment with all that happened to it', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(transactionId, TEST_CARDS.insufficientFunds);
    await sandbox.pay(transactionId);
    await sandbox.idle();
    const { body } = await admin('GET', `payments/${transactionId}`);
    expect(body).toMatchObject({
      status: true,
      payment: {
        transaction_id: transactionId,
        order_uuid: 'ORDER-2026-0001',
        seller_id: 'default',
        total_amount: '25.00',
        payment_status: 'Paid',
        card: { brand: 'Visa', last_four: '4242' },
      },
      timeline: [
        { kind: 'created' },
        { kind: 'changed', payment_status: 'Declined', decline_reason: 'insufficient_funds' },
        { kind: 'webhook', webhook: { event: 'payment.declined', state: 'delivered' } },
        { kind: 'changed', payment_status: 'Paid', decline_reason: null },
        { kind: 'webhook', webhook: { event: 'payment.succeeded', attempts: [{ status: 200 }] } },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(sandbox.webhookSecret);
  });
});
