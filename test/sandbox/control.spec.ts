import { request } from 'node:http';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, SandboxNotFoundError, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { answering, openEndpoint } from './sandbox.endpoint.js';
import { control, create, newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ webhookUrl: endpoint.url });
});
afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

describe('the control API', () => {
  const routes = [
    ['GET', 'clock'],
    ['POST', 'clock'],
    ['GET', 'webhooks'],
    ['POST', 'webhooks/x/resend'],
    ['POST', 'trigger'],
    ['GET', 'faults'],
    ['POST', 'faults'],
    ['DELETE', 'faults'],
    ['DELETE', 'faults/x'],
    ['GET', 'payments'],
    ['GET', 'payments/x'],
    ['POST', 'payments/x/pay'],
    ['POST', 'payments/x/cancel'],
    ['POST', 'payments/x/expire'],
    ['GET', 'sellers'],
    ['POST', 'sellers'],
    ['GET', 'sellers/default'],
    ['PATCH', 'sellers/default'],
    ['POST', 'sellers/default/api-keys'],
    ['POST', 'sellers/default/api-keys/x/rotate'],
    ['POST', 'sellers/default/api-keys/x/revoke'],
    ['POST', 'sellers/default/webhook-secret/rotate'],
    ['GET', 'settings'],
    ['POST', 'settings'],
    ['POST', 'reset'],
  ] as const;

  /** `fetch` would not let a test set these headers. */
  function statusFor(
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      request(`${sandbox.url}/_sandbox/${path}`, { method, headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  }

  it.each(routes)('refuses %s %s to pages of other sites', async (method, path) => {
    expect(await statusFor(method, path, { Origin: 'https://evil.example' })).toBe(403);
  });

  it.each(routes)(
    'refuses %s %s under a name that was made to point here',
    async (method, path) => {
      expect(await statusFor(method, path, { Host: 'evil.example' })).toBe(403);
    },
  );

  it('answers to the sandbox’s own pages', async () => {
    expect(await statusFor('GET', 'clock', { Origin: sandbox.url })).toBe(200);
  });

  it('answers 404 as JSON where there is nothing', async () => {
    expect(await control(sandbox, 'GET', 'nothing')).toEqual({
      status: 404,
      body: { error: 'Cannot GET /_sandbox/nothing' },
    });
  });
});

describe('the settings', () => {
  it('are shown and changed through the control API', async () => {
    expect((await control(sandbox, 'GET', 'settings')).body).toEqual({
      gatewayActive: true,
      minimumAmount: '1.00',
      webhookUrl: endpoint.url,
    });
    const { body } = await control(sandbox, 'POST', 'settings', {
      gatewayActive: false,
      minimumAmount: 30,
      webhookUrl: null,
    });
    expect(body).toEqual({ gatewayActive: false, minimumAmount: '30.00', webhookUrl: null });
    expect((await create(sandbox)).body.error).toBe('Payment gateway inactive');
    await control(sandbox, 'POST', 'settings', { gatewayActive: true });
    expect((await create(sandbox)).body.error).toBe('Invalid amount');
  });

  it.each([
    [{ gatewayActive: 'no' }, /gatewayActive must be true or false/],
    [{ minimumAmount: -1 }, /minimumAmount is -1; give an amount/],
    [{ minimumAmount: null }, /minimumAmount is null/],
    [{ webhookUrl: 'shop' }, /webhookUrl is "shop"; give an http/],
    [{ webhookUrl: 7 }, /webhookUrl is 7/],
    [{ active: true }, /active is not a known field/],
  ])('are not changed by %j', async (change, message) => {
    const { status, body } = await control(sandbox, 'POST', 'settings', change);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.stringMatching(message) });
    expect((await control(sandbox, 'GET', 'settings')).body).toMatchObject({ gatewayActive: true });
  });
});

describe('a payment', () => {
  const act = (action: string, body?: unknown, id = 'ORDER-2026-0001') =>
    control(sandbox, 'POST', `payments/${encodeURIComponent(id)}/${action}`, body);
  const stored = () => sandbox.payments.findByOrder('ORDER-2026-0001');

  it.each([
    ['the default card', undefined, { status: 'Paid', card: { brand: 'Visa', lastFour: '4242' } }],
    ['a card by its name', { card: 'mastercard' }, { status: 'Paid', card: { lastFour: '4444' } }],
    ['a card by its number', { card: '3782 822463 10005' }, { status: 'Paid' }],
    ['a declined card', { card: 'lost' }, { status: 'Declined', declineReason: 'lost_card' }],
    ['3-D Secure', { card: 'challengeThenPaid' }, { status: 'Paid' }],
    [
      '3-D Secure that fails',
      { card: 'challengeThenPaid', challenge: 'fail' },
      { status: 'Declined', declineReason: 'authentication_failed' },
    ],
    [
      '3-D Secure that is abandoned',
      { card: 'challengeThenPaid', challenge: 'abandon' },
      { status: 'Pending', card: null },
    ],
  ])('is paid with %s, and its webhook is sent', async (_, body, expected) => {
    const { transactionId } = await newPayment(sandbox);
    expect(await act('pay', body)).toMatchObject({
      status: 200,
      body: { transactionId, ...expected },
    });
    await sandbox.idle();
    const { status } = (await stored()) ?? {};
    expect(status).toBe(expected.status);
    const told = { Paid: ['payment.succeeded'], Declined: ['payment.declined'], Pending: [] };
    expect(endpoint.events()).toEqual(told[expected.status as keyof typeof told]);
  });

  it('is cancelled, and its webhook is sent', async () => {
    const { url } = await newPayment(sandbox);
    expect(await act('cancel', undefined, url)).toMatchObject({
      status: 200,
      body: { status: 'Declined', closed: 'cancelled' },
    });
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.declined']);
  });

  it('is expired while the clock stays, and its webhook is sent', async () => {
    const { transactionId } = await newPayment(sandbox);
    expect(await act('expire', undefined, transactionId)).toMatchObject({
      status: 200,
      body: { status: 'Expired' },
    });
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.declined']);
    expect(Math.abs(sandbox.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
    await expect(sandbox.expire(transactionId)).rejects.toThrow('is Expired');
  });

  it.each(['pay', 'cancel', 'expire'])('that can no longer be paid does not %s', async (action) => {
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await newPayment(sandbox, 'ORDER-2');
    await sandbox.cancel('ORDER-2');
    await sandbox.idle();
    const before = endpoint.events();

    const paid = await act(action);
    expect(paid.status).toBe(400);
    expect(paid.body).toEqual({
      error: expect.stringMatching(/^Nothing has changed: invoice_\w+ is Paid, and can no longer/),
    });
    const cancelled = await act(action, undefined, 'ORDER-2');
    expect(cancelled.body).toEqual({
      error: expect.stringMatching(/ is Declined, cancelled by the customer, and can no longer be/),
    });
    await sandbox.idle();
    expect(endpoint.events()).toEqual(before);
    expect(await stored()).toMatchObject({ status: 'Paid' });
  });

  it.each(['pay', 'cancel', 'expire'])('that does not exist does not %s', async (action) => {
    expect(await act(action, undefined, 'NONE')).toEqual({
      status: 404,
      body: { error: expect.stringMatching(/^No payment has the order id, .*"NONE"/) },
    });
  });

  it.each([
    [{ card: 'gold' }, /^card must be the number of a test card, or one of visa, mastercard/],
    [{ card: 4242424242424242 }, /^card must be the number of a test card/],
    [{ card: 'toString' }, /^card must be the number of a test card/],
    [{ card: 'wrongNumber' }, /^The checkout refused the card’s number, and nothing has changed/],
    [{ card: '4111111111111111' }, /^The checkout refused the card’s number/],
    [{ challenge: 'wait' }, /^challenge must be one of complete, fail, abandon/],
    [
      { number: '4242424242424242' },
      /^number is not a known field; the fields are card, challenge/,
    ],
  ])('is not paid with %j', async (body, error) => {
    await newPayment(sandbox);
    const answer = await act('pay', body);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(error) } });
    expect(JSON.stringify(answer.body)).not.toContain('4111');
    expect(await stored()).toMatchObject({ status: 'Pending' });
  });

  it.each([
    [
      { kind: 'status', status: 503 },
      /answered 503, and the payment is Pending\. See whether a fault/,
    ],
    [{ kind: 'reset' }, /did not answer, and the payment is Pending/],
    [{ kind: 'lost_answer' }, /did not answer, and the payment is Paid/],
  ] as const)('has the faults of the checkout: %j', async (fault, error) => {
    await newPayment(sandbox);
    sandbox.faults.add({ target: 'checkout', ...fault });
    expect(await act('pay')).toEqual({
      status: 400,
      body: { error: expect.stringMatching(error) },
    });
  });
});

describe('a reset', () => {
  it('forgets payments, webhooks, faults and changed settings, and the clock shows real time', async () => {
    const { transactionId, url } = await newPayment(sandbox);
    await sandbox.pay(transactionId, TEST_CARDS.declined);
    await sandbox.clock.advance('2h');
    sandbox.faults.add({ target: 'api', kind: 'drop' });
    await control(sandbox, 'POST', 'settings', { gatewayActive: false, webhookUrl: null });

    expect((await control(sandbox, 'POST', 'reset')).status).toBe(200);
    expect(await sandbox.webhooks()).toEqual([]);
    expect(await sandbox.payments.findByTransaction(transactionId)).toBeNull();
    expect((await fetch(url)).status).toBe(404);
    expect(sandbox.faults.list()).toEqual([]);
    expect((await control(sandbox, 'GET', 'settings')).body).toMatchObject({
      gatewayActive: true,
      webhookUrl: endpoint.url,
    });
    expect(Math.abs(sandbox.clock.now().getTime() - Date.now())).toBeLessThan(10_000);
  });

  it('gives an order a new payment', async () => {
    const first = await newPayment(sandbox);
    await sandbox.reset();
    expect((await newPayment(sandbox)).transactionId).not.toBe(first.transactionId);
  });

  it('removes the attempts that were planned', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(answering(500));
    sandbox.setWebhookUrl(endpoint.url);
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    await sandbox.reset();
    await sandbox.clock.advance('48h');
    expect(endpoint.arrivals).toHaveLength(1);
  });

  it('breaks off the webhook that is under way', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(() => {});
    sandbox.setWebhookUrl(endpoint.url);
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.reset();
    await sandbox.idle();
    expect(await sandbox.webhooks()).toEqual([]);
  });

  it('keeps the endpoint that a test has connected', async () => {
    sandbox.setWebhookUrl('http://127.0.0.1:9/hook');
    await sandbox.reset();
    expect((await control(sandbox, 'GET', 'settings')).body).toMatchObject({
      webhookUrl: 'http://127.0.0.1:9/hook',
    });
  });
});

describe('a sandbox in a test', () => {
  it('is ready in well under a second', async () => {
    const times: number[] = [];
    for (let start = 0; start < 3; start += 1) {
      const startedAt = performance.now();
      await using another = await createSandbox();
      times.push(performance.now() - startedAt);
      expect((await fetch(`${another.url}/health`)).status).toBe(200);
    }
    expect(Math.min(...times)).toBeLessThan(1_000);
  });

  it('runs beside another one, with payments of its own', async () => {
    await using another = await createSandbox();
    await newPayment(sandbox);
    expect(await another.payments.findByOrder('ORDER-2026-0001')).toBeNull();
  });

  it('is closed once, however often it is asked to', async () => {
    const another = await createSandbox();
    await Promise.all([another.close(), another.close()]);
    await another.close();
    await expect(fetch(another.url)).rejects.toThrow('fetch failed');
  });

  it('says that it is closed to who uses it afterwards', async () => {
    const another = await createSandbox();
    await another.close();
    await expect(another.payments.list()).rejects.toThrow('The sandbox is closed');
    await expect(another.clock.advance('1m')).rejects.toThrow('The sandbox is closed');
  });

  it.each([0, 1_001, 'x' as never])('refuses a webhook log of %p entries', async (limit) => {
    await expect(sandbox.webhooks({ limit })).rejects.toThrow('limit must be a whole number');
  });

  it('closes at once, also while a webhook and a call are under way', async () => {
    const slow = await openEndpoint(() => {});
    const another = await createSandbox({ webhookUrl: slow.url });
    await newPayment(another);
    await another.pay('ORDER-2026-0001');
    another.faults.add({ target: 'api', kind: 'drop' });
    const call = create(another).catch(() => 'broken off');
    const startedAt = performance.now();
    await another.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await call).toBe('broken off');
    await slow.close();
  });

  it('pays by order, by transaction and by checkout URL', async () => {
    const one = await newPayment(sandbox, 'ORDER-1');
    const two = await newPayment(sandbox, 'ORDER-2');
    const paid = { status: 303, location: 'https://yoursite.com/success' };
    expect(await sandbox.pay(one.transactionId)).toEqual(paid);
    expect(await sandbox.pay(two.url)).toEqual(paid);
    await expect(sandbox.pay('ORDER-3')).rejects.toThrow(SandboxNotFoundError);
  });

  it.each([
    ['complete', 'Paid'],
    ['fail', 'Declined'],
    ['abandon', 'Pending'],
  ] as const)('answers the 3-D Secure page with %s', async (challenge, status) => {
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001', TEST_CARDS.challengeThenPaid, { challenge });
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({ status });
  });

  it('closes a declined payment when it is told to', async () => {
    await using strict = await createSandbox({ retryAfterDecline: false });
    await newPayment(strict);
    const declined = await strict.pay('ORDER-2026-0001', TEST_CARDS.declined);
    expect(declined).toEqual({ status: 303, location: 'https://yoursite.com/cancel' });
    expect(await strict.pay('ORDER-2026-0001')).toMatchObject({ status: 410 });
  });
});

describe('the front page', () => {
  it('leads to the dashboard', async () => {
    const { status, headers } = await fetch(sandbox.url, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, '/dashboard']);
  });
});
