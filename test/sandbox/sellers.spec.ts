import type { NewSeller, Sandbox, Seller } from 'ovgc-sandbox';
import { createSandbox, SandboxNotFoundError, SandboxRequestError } from 'ovgc-sandbox';
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

const keyOf = (seller: Seller) => seller.apiKeys[0]?.key ?? '';
const secretOf = ({ text }: { text: string }) =>
  (JSON.parse(text) as { webhook_secret: string }).webhook_secret;

/** Asks where a payment stands, with somebody's key. */
async function ask(id: string, apiKey: string): Promise<{ status: number; body: unknown }> {
  const headers = { 'x-api-key': apiKey };
  const response = await fetch(`${sandbox.apiUrl}/order-status/${id}`, { headers });
  return { status: response.status, body: await response.json() };
}

describe('a second seller', () => {
  it('has payments of its own under the same order id', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme' });
    const ours = await newPayment(sandbox);
    const { body } = await create(sandbox, { api_key: keyOf(acme), total_amount: 7 });
    expect(body.transaction_id).not.toBe(ours.transactionId);
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001', acme.id)).toMatchObject({
      sellerId: acme.id,
      amount: '7.00',
    });
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001', 'default')).toMatchObject({
      transactionId: ours.transactionId,
      amount: '25.00',
    });
  });

  it('is answered with its own payment when it asks for an order again', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme' });
    const first = await create(sandbox, { api_key: keyOf(acme) });
    await newPayment(sandbox);
    expect(await create(sandbox, { api_key: keyOf(acme) })).toEqual(first);
  });

  it('is told where its own payments stand, and no other', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme' });
    const { transactionId } = await newPayment(sandbox, 'ORDER-1');
    expect((await ask(transactionId, sandbox.apiKey)).status).toBe(200);
    for (const id of [transactionId, 'ORDER-1']) {
      expect(await ask(id, keyOf(acme))).toEqual({
        status: 404,
        body: { status: false, error: 'Payment not found.' },
      });
    }
  });

  it('gets its webhooks at its own endpoint, with its own secret', async () => {
    await using other = Object.assign(await openEndpoint(), {
      [Symbol.asyncDispose]: () => other.close(),
    });
    const acme = await sandbox.sellers.create({ name: 'Acme', webhookUrl: other.url });
    const { body } = await create(sandbox, { api_key: keyOf(acme) });
    await newPayment(sandbox);
    await sandbox.pay(body.transaction_id ?? '');
    await sandbox.idle();
    expect(other.arrivals.map(secretOf)).toEqual([acme.webhookSecret]);
    expect(endpoint.arrivals).toEqual([]);
    expect(await sandbox.webhooks()).toMatchObject([{ sellerId: acme.id, state: 'delivered' }]);
  });

  it('has a gateway and a minimum amount of its own', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme', minimumAmount: 30 });
    const request = { api_key: keyOf(acme) };
    expect((await create(sandbox, request)).body.error).toBe('Invalid amount');
    await sandbox.sellers.update(acme.id, { gatewayActive: false });
    expect((await create(sandbox, request)).body.error).toBe('Payment gateway inactive');
    expect((await create(sandbox)).body.status).toBe(true);
  });

  it('is named on the page that its customers pay on, as it is called now', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme <Tools>' });
    const { body } = await create(sandbox, { api_key: keyOf(acme) });
    const page = async () => (await fetch(body.url ?? '')).text();
    expect(await page()).toContain('Pay Acme &lt;Tools>');
    await sandbox.sellers.update(acme.id, { name: 'Acme Ltd' });
    expect(await page()).toContain('Pay Acme Ltd');
  });

  it('is gone after a reset', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme' });
    await sandbox.sellers.update('default', { name: 'Renamed' });
    await sandbox.reset();
    expect(sandbox.sellers.list().map(({ name }) => name)).toEqual(['Sandbox seller']);
    expect((await create(sandbox, { api_key: keyOf(acme) })).body.error).toBe(
      'The selected api key is invalid.',
    );
    expect((await create(sandbox)).body.status).toBe(true);
  });
});

describe('an API key', () => {
  const invalid = { httpStatus: 200, body: { error: 'The selected api key is invalid.' } };

  it('that was revoked is refused like an unknown one', async () => {
    const [key] = sandbox.sellers.get('default').apiKeys;
    const { apiKey } = sandbox;
    await sandbox.sellers.revokeKey('default', key?.id ?? '');
    expect(await create(sandbox, { api_key: apiKey })).toMatchObject(invalid);
    expect((await ask('x', apiKey)).status).toBe(401);
    expect(sandbox.apiKey).toBe('');
  });

  it('that was rotated is refused, and the new one is taken', async () => {
    const [key] = sandbox.sellers.get('default').apiKeys;
    const { apiKey: old } = sandbox;
    const rotated = await sandbox.sellers.rotateKey('default', key?.id ?? '');
    expect(rotated).toMatchObject({ label: 'Default', revokedAt: null });
    expect(await create(sandbox, { api_key: old })).toMatchObject(invalid);
    expect((await create(sandbox, { api_key: rotated.key })).body.status).toBe(true);
    expect(sandbox.apiKey).toBe(rotated.key);
  });

  it('that was added is taken beside the first', async () => {
    const added = await sandbox.sellers.createKey('default', { label: 'CI' });
    const first = await newPayment(sandbox);
    const { body } = await create(sandbox, { api_key: added.key });
    expect(body.transaction_id).toBe(first.transactionId);
  });

  it('tells when it was used last, to the minute', async () => {
    const lastUsed = () => sandbox.sellers.get('default').apiKeys[0]?.lastUsedAt;
    expect(lastUsed()).toBeNull();
    await newPayment(sandbox);
    const first = lastUsed();
    expect(Math.abs(Number(first) - sandbox.clock.now().getTime())).toBeLessThan(5_000);
    await newPayment(sandbox);
    expect(lastUsed()).toBe(first);
    const later = await sandbox.clock.advance('2m');
    await newPayment(sandbox);
    expect(Number(lastUsed())).toBeGreaterThanOrEqual(later.getTime());
  });

  it('cannot be rotated or revoked again once it is revoked', async () => {
    const id = sandbox.sellers.get('default').apiKeys[0]?.id ?? '';
    await sandbox.sellers.revokeKey('default', id);
    const again = [
      sandbox.sellers.revokeKey('default', id),
      sandbox.sellers.rotateKey('default', id),
    ];
    for (const attempt of again) {
      await expect(attempt).rejects.toThrow(SandboxRequestError);
      await expect(attempt).rejects.toThrow(/"Default" .* is revoked for good; create a new one/);
    }
  });

  it('is shown masked unless it is asked for', () => {
    const keysOf = (options?: { reveal: boolean }) =>
      sandbox.sellers
        .list(options)
        .map(({ webhookSecret, apiKeys }) => [webhookSecret, apiKeys[0]?.key]);
    expect(keysOf()).toEqual([['••••cret', '••••_key']]);
    expect(keysOf({ reveal: false })).toEqual([['••••cret', '••••_key']]);
    expect(keysOf({ reveal: true })).toEqual([['sandbox_webhook_secret', 'sandbox_api_key']]);
  });
});

describe('a webhook secret that was rotated', () => {
  it('is in no webhook any more: the attempts that were planned and resends carry the new one', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(answering(500, 200));
    sandbox.setWebhookUrl(endpoint.url);
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const rotated = await sandbox.sellers.rotateWebhookSecret('default');
    expect(sandbox.webhookSecret).toBe(rotated);
    await sandbox.clock.advance('10s');
    const [entry] = await sandbox.webhooks();
    await sandbox.resend(entry?.id ?? '');
    expect(endpoint.arrivals.map(secretOf)).toEqual(['sandbox_webhook_secret', rotated, rotated]);
    const withoutSecret = endpoint.arrivals.map((arrival) =>
      arrival.text.replace(secretOf(arrival), ''),
    );
    expect(new Set(withoutSecret).size).toBe(1);
  });

  it('can be replaced by one of one’s own', async () => {
    const webhookSecret = 'a-secret-of-our-own';
    expect(await sandbox.sellers.rotateWebhookSecret('default', { webhookSecret })).toBe(
      webhookSecret,
    );
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    expect(endpoint.arrivals.map(secretOf)).toEqual([webhookSecret]);
  });
});

describe('what cannot be done to a seller', () => {
  it.each([
    [{ name: '' }, /^name must be a text of 1 to 100 characters/],
    [{ name: ' Acme' }, /^name must be/],
    [{ name: 'Acme', gatewayActive: 'no' }, /^gatewayActive must be true or false/],
    [{ name: 'Acme', minimumAmount: 0 }, /^minimumAmount is 0; give an amount/],
    [{ name: 'Acme', webhookUrl: 'shop' }, /^webhookUrl is "shop"; give an http/],
    [{ name: 'Acme', webhookSecret: 'short' }, /^webhookSecret must be a text of 8 to 255/],
    [{ name: 'Acme', color: 'red' }, /^color is not a known field; the fields are .*name/],
    [{ name: 'Sandbox seller' }, /two sellers named "Sandbox seller"; give one of them another/],
  ])('is to add one with %j', async (request, message) => {
    const added = sandbox.sellers.create(request as NewSeller);
    await expect(added).rejects.toThrow(SandboxRequestError);
    await expect(added).rejects.toThrow(message);
    expect(sandbox.sellers.list()).toHaveLength(1);
  });

  it('is anything, when there is no such seller or key', async () => {
    expect(() => sandbox.sellers.get('nobody')).toThrow(SandboxNotFoundError);
    expect(() => sandbox.sellers.get('nobody')).toThrow(/no seller "nobody"; there are default/);
    await expect(sandbox.sellers.update('nobody', {})).rejects.toThrow(SandboxNotFoundError);
    await expect(sandbox.sellers.rotateKey('default', 'none')).rejects.toThrow(
      /no API key "none"; there are key_/,
    );
  });
});

describe('the control API', () => {
  it('adds, shows and changes sellers', async () => {
    const added = await control(sandbox, 'POST', 'sellers', { name: 'Acme', minimumAmount: '5' });
    expect(added).toMatchObject({ status: 201, body: { name: 'Acme', minimumAmount: '5.00' } });
    const { id } = added.body as Seller;
    const changed = await control(sandbox, 'PATCH', `sellers/${id}`, { webhookUrl: endpoint.url });
    expect(changed).toMatchObject({
      status: 200,
      body: { webhookUrl: endpoint.url, name: 'Acme' },
    });
    const { body } = await control(sandbox, 'GET', 'sellers');
    expect(body).toEqual(JSON.parse(JSON.stringify(sandbox.sellers.list())));
    expect((await control(sandbox, 'GET', `sellers/${id}?reveal=true`)).body).toMatchObject({
      webhookSecret: (added.body as Seller).webhookSecret,
    });
    expect((await control(sandbox, 'GET', `sellers/${id}`)).body).toMatchObject({
      webhookSecret: expect.stringMatching(/^••••.{4}$/),
    });
  });

  it('creates, rotates and revokes keys, and rotates the webhook secret', async () => {
    const at = 'sellers/default';
    const created = await control(sandbox, 'POST', `${at}/api-keys`, { label: 'CI' });
    expect(created).toMatchObject({ status: 201, body: { label: 'CI' } });
    const { id } = created.body as { id: string };
    const rotated = await control(sandbox, 'POST', `${at}/api-keys/${id}/rotate`);
    const { id: newId, key } = rotated.body as { id: string; key: string };
    expect((await create(sandbox, { api_key: key })).body.status).toBe(true);
    const revoked = await control(sandbox, 'POST', `${at}/api-keys/${newId}/revoke`);
    expect(revoked).toMatchObject({ status: 200, body: { revokedAt: expect.any(String) } });
    expect((await create(sandbox, { api_key: key })).body.status).toBe(false);

    const secret = await control(sandbox, 'POST', `${at}/webhook-secret/rotate`);
    expect(secret).toEqual({ status: 200, body: { webhookSecret: sandbox.webhookSecret } });
  });

  it.each([
    ['POST', 'sellers', { label: 'x' }, 400, /label is not a known field; the fields are .*name/],
    ['POST', 'sellers', {}, 400, /^name must be/],
    ['PATCH', 'sellers/default', { minimumAmount: -1 }, 400, /minimumAmount is -1/],
    ['PATCH', 'sellers/nobody', {}, 404, /no seller "nobody"/],
    ['POST', 'sellers/default/api-keys', {}, 400, /^label must be/],
    ['POST', 'sellers/default/api-keys/x/revoke', undefined, 404, /no API key "x"/],
    ['GET', 'sellers?reveal=yes', undefined, 400, /reveal must be true or false/],
  ] as const)('answers %s %s with %j: %d', async (method, path, request, status, message) => {
    const answer = await control(sandbox, method, path, request);
    expect(answer).toEqual({ status, body: { error: expect.stringMatching(message) } });
  });
});

describe('what the sandbox writes', () => {
  it('tells of each change of a seller, without a secret', async () => {
    const told: string[] = [];
    await using talking = await createSandbox({ log: (line) => told.push(line) });
    const acme = await talking.sellers.create({ name: 'Acme' });
    const key = await talking.sellers.rotateKey(acme.id, acme.apiKeys[0]?.id ?? '');
    const secret = await talking.sellers.rotateWebhookSecret(acme.id);
    // A path is the caller's to choose: also an old key in it is masked.
    await fetch(`${talking.apiUrl}/order-status/${keyOf(acme)}?${key.key}`);
    await talking.trigger({ event: secret });
    const lines = told.join('\n');
    expect(lines).toContain('seller   Acme has its API key "Default" rotated');
    expect(lines).toContain('order-status/***');
    for (const hidden of [keyOf(acme), key.key, secret]) expect(lines).not.toContain(hidden);
  });
});
