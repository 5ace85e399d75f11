import type { FaultRule, Sandbox } from 'ovgc-sandbox';
import { createSandbox, SandboxNotFoundError } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { control, create, createBody, newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;
let told: string[];

beforeEach(async () => {
  endpoint = await openEndpoint();
  told = [];
  sandbox = await createSandbox({ webhookUrl: endpoint.url, log: (line) => told.push(line) });
});
afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

const ORDER = 'ORDER-2026-0001';

describe('the faults', () => {
  it('are added, listed and removed through the control API', async () => {
    const fault = { target: 'api', kind: 'status', status: 503 };
    const added = await control(sandbox, 'POST', 'faults', { ...fault, count: 2 });
    expect(added).toMatchObject({
      status: 201,
      body: { ...fault, left: 2, hits: 0, probability: null, filter: {} },
    });
    await create(sandbox);
    expect((await control(sandbox, 'GET', 'faults')).body).toMatchObject([{ left: 1, hits: 1 }]);
    expect((await control(sandbox, 'DELETE', 'faults')).status).toBe(204);
    expect((await control(sandbox, 'GET', 'faults')).body).toEqual([]);
    expect((await create(sandbox)).httpStatus).toBe(200);
  });

  it('are removed one by one', async () => {
    const [first, second] = [
      sandbox.faults.add({ target: 'api', kind: 'reset' }),
      sandbox.faults.add({ target: 'api', kind: 'status', status: 503 }),
    ];
    expect((await control(sandbox, 'DELETE', `faults/${first.id}`)).status).toBe(204);
    expect(sandbox.faults.list()).toEqual([second]);
    const again = await control(sandbox, 'DELETE', `faults/${first.id}`);
    expect(again).toMatchObject({
      status: 404,
      body: {
        error: expect.stringContaining('GET /_sandbox/faults lists the faults that are set'),
      },
    });
    expect(() => sandbox.faults.remove('fault_none')).toThrow(SandboxNotFoundError);
  });

  it.each([
    [{ target: 'api', kind: 'fire' }, /must be one of status, delay, timeout, drop, reset/],
    [
      { target: 'api', kind: 'drop', chance: 1 },
      /chance is not a known field; the fields are target, kind/,
    ],
    [{ target: 'webhook', kind: 'drop', filter: { order: 'x' } }, /orderUuid, .* not "order"/],
  ])('are refused when they are %j', async (request, message) => {
    const { status, body } = await control(sandbox, 'POST', 'faults', request);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.stringMatching(message) });
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('are logged when they affect something', async () => {
    sandbox.faults.add({ target: 'api', kind: 'status', status: 503 });
    await create(sandbox);
    expect(told.join('\n')).toContain('status affects POST /backend/api/payment-request-api');
  });

  it('can be for the calls about one order', async () => {
    const filter = { orderUuid: 'ORDER-2' };
    sandbox.faults.add({ target: 'api', kind: 'status', status: 503, filter, count: 2 });
    expect((await create(sandbox)).httpStatus).toBe(200);
    expect((await create(sandbox, { order_uuid: 'ORDER-2' })).httpStatus).toBe(503);
    const lookup = await fetch(`${sandbox.apiUrl}/order-status/ORDER-2`);
    expect(lookup.status).toBe(503);
  });
});

describe('a fault with a probability', () => {
  const course = async () => {
    const statuses: number[] = [];
    for (let call = 1; call <= 30; call += 1) {
      statuses.push((await create(sandbox, { order_uuid: `ORDER-${call}` })).httpStatus);
    }
    return statuses;
  };

  it('affects some, and the same ones again with the seed that the sandbox has chosen', async () => {
    const request = { target: 'api', kind: 'status', status: 503, probability: 0.5 } as const;
    const { body } = await control(sandbox, 'POST', 'faults', request);
    const { seed } = body as FaultRule;
    expect(seed).toEqual(expect.any(Number));
    const first = await course();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    await sandbox.reset();
    sandbox.faults.add({ ...request, seed: seed! });
    expect(await course()).toEqual(first);
  });
});

describe('the header x-sandbox-fault', () => {
  const call = (fault: string, path = 'payment-request-api') =>
    fetch(`${sandbox.apiUrl}/${path}`, {
      method: 'POST',
      headers: { 'x-sandbox-fault': fault },
      body: JSON.stringify(createBody(sandbox)),
    });

  it('affects its own call, before the faults that are set', async () => {
    sandbox.faults.add({ target: 'api', kind: 'reset' });
    const response = await call('status=503');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: false, error: 'Service unavailable' });
    expect(sandbox.faults.list()).toMatchObject([{ kind: 'reset', left: 1 }]);
  });

  it('loses the answer of a call that was processed', async () => {
    await expect(call('lost_answer')).rejects.toThrow('fetch failed');
    expect(await sandbox.payments.findByOrder(ORDER)).toMatchObject({ status: 'Pending' });
  });

  it('affects the webhooks and the checkout of its payment, and of no other', async () => {
    await newPayment(sandbox, 'ORDER-2');
    await call('webhook.duplicate, checkout.status=503');
    await sandbox.pay('ORDER-2');
    await sandbox.idle();
    expect(endpoint.arrivals).toHaveLength(1);
    expect(await sandbox.pay(ORDER)).toMatchObject({ status: 503 });
    expect(await sandbox.pay(ORDER)).toMatchObject({ status: 303 });
    await sandbox.idle();
    expect(endpoint.arrivals).toHaveLength(3);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('leaves nothing behind when the call creates no payment', async () => {
    const response = await call('status=500, webhook.duplicate');
    expect(response.status).toBe(500);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('affects what a customer’s browser asks, and the webhooks that follow', async () => {
    const { url } = await newPayment(sandbox);
    const cancel = fetch(`${url}/cancel`, {
      method: 'POST',
      headers: { 'x-sandbox-fault': 'lost_answer, webhook.drop' },
    });
    await expect(cancel).rejects.toThrow('fetch failed');
    await sandbox.idle();
    expect(await sandbox.payments.findByOrder(ORDER)).toMatchObject({ status: 'Declined' });
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'dropped' }]);
  });

  it('is refused by the API in the gateway’s shape, and nothing is processed', async () => {
    const response = await call('webhook.fire');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      status: false,
      error: expect.stringMatching(
        /^x-sandbox-fault: "webhook.fire" is not a fault: kind of a fault of the webhook must be/,
      ),
    });
    expect(await sandbox.payments.findByOrder(ORDER)).toBeNull();
  });

  it('is refused by the checkout', async () => {
    const { url } = await newPayment(sandbox);
    const response = await fetch(url, { headers: { 'x-sandbox-fault': 'duplicate' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: expect.stringContaining('kind of a fault of the checkout must be one of status'),
    });
  });
});
