import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { control, create, createBody, newPayment } from './sandbox.seller.js';

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

const findPayment = () => sandbox.payments.findByOrder('ORDER-2026-0001');

describe('the faults', () => {
  it('are added, listed and called off through the control API', async () => {
    const fault = { target: 'api', kind: 'status', status: 503, count: 2 };
    const added = await control(sandbox, 'POST', 'faults', fault);
    expect(added).toMatchObject({ status: 201, body: { kind: 'status', status: 503, left: 2 } });
    await create(sandbox);
    expect((await control(sandbox, 'GET', 'faults')).body).toMatchObject([{ left: 1 }]);
    expect((await control(sandbox, 'DELETE', 'faults')).status).toBe(204);
    expect((await control(sandbox, 'GET', 'faults')).body).toEqual([]);
    expect((await create(sandbox)).httpStatus).toBe(200);
  });

  it('are refused when there are none such', async () => {
    const { status, body } = await control(sandbox, 'POST', 'faults', {
      target: 'api',
      kind: 'fire',
    });
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.stringContaining('must be one of status, delay, drop') });
  });
});

describe('a fault of a create call', () => {
  it('`status`: answers so, and processes nothing', async () => {
    sandbox.faults.add({ target: 'api', kind: 'status', status: 500 });
    const { httpStatus, body } = await create(sandbox);
    expect(httpStatus).toBe(500);
    expect(body).toEqual({ status: false, error: 'Internal server error' });
    expect(await findPayment()).toBeNull();
    expect((await create(sandbox)).httpStatus).toBe(200);
  });

  it('`lost_answer`: processes it and closes the connection; asking again finds the payment', async () => {
    sandbox.faults.add({ target: 'api', kind: 'lost_answer' });
    await expect(create(sandbox)).rejects.toThrow('fetch failed');
    const payment = await findPayment();
    expect(payment).toMatchObject({ status: 'Pending' });
    expect((await create(sandbox)).body.transaction_id).toBe(payment?.transactionId);
  });

  it('`reset`: breaks the connection, and processes nothing', async () => {
    sandbox.faults.add({ target: 'api', kind: 'reset' });
    await expect(create(sandbox)).rejects.toThrow('fetch failed');
    expect(await findPayment()).toBeNull();
  });

  it('`drop`: never answers, and processes nothing', async () => {
    sandbox.faults.add({ target: 'api', kind: 'drop' });
    const call = fetch(`${sandbox.apiUrl}/payment-request-api`, {
      method: 'POST',
      body: JSON.stringify(createBody(sandbox)),
      signal: AbortSignal.timeout(200),
    });
    await expect(call).rejects.toThrow('timeout');
    expect(await findPayment()).toBeNull();
  });

  it('`malformed`: processes it, and half of the answer arrives', async () => {
    sandbox.faults.add({ target: 'api', kind: 'malformed' });
    const response = await fetch(`${sandbox.apiUrl}/payment-request-api`, {
      method: 'POST',
      body: JSON.stringify(createBody(sandbox)),
    });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toMatch(/^\{"status":true,/);
    expect(() => JSON.parse(text) as unknown).toThrow(/JSON/);
    expect(await findPayment()).not.toBeNull();
  });

  it('`delay`: holds back the answer, so that a webhook can overtake it', async () => {
    sandbox.faults.add({ target: 'api', kind: 'delay', delayMs: 400 });
    let answered = false;
    const call = create(sandbox).then((answer) => {
      answered = true;
      return answer;
    });
    while ((await findPayment()) === null) await new Promise(setImmediate);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.succeeded']);
    expect(answered).toBe(false);
    expect((await call).body.transaction_id).toBe((await findPayment())?.transactionId);
  });
});

describe('a fault of a webhook', () => {
  async function pay(): Promise<void> {
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
  }

  it('`delay`: leaves later, by the sandbox’s clock', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'delay', delayMs: 60_000 });
    await pay();
    expect(endpoint.arrivals).toHaveLength(0);
    await sandbox.clock.advance('61s');
    expect(endpoint.events()).toEqual(['payment.succeeded']);
    expect(await sandbox.webhooks()).toMatchObject([{ fault: 'delay', state: 'delivered' }]);
  });

  it('`delay`: lets two webhooks arrive in the wrong order', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'delay', delayMs: 1_000 });
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001', '4000000000000002');
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    await sandbox.clock.advance('2s');
    expect(endpoint.events()).toEqual(['payment.succeeded', 'payment.declined']);
  });

  it('`drop`: never leaves, but a resend does', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    await pay();
    await sandbox.clock.advance('48h');
    expect(endpoint.arrivals).toHaveLength(0);
    const [entry] = await sandbox.webhooks();
    expect(entry).toMatchObject({ state: 'dropped', attempts: [], nextAttemptAt: null });
    expect(await sandbox.resend(entry!.id)).toMatchObject({ state: 'delivered' });
  });

  it('`duplicate`: arrives twice, the same bytes', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'duplicate' });
    await pay();
    expect(endpoint.arrivals).toHaveLength(2);
    expect(endpoint.arrivals[0]?.text).toBe(endpoint.arrivals[1]?.text);
    expect(await sandbox.webhooks()).toMatchObject([
      { state: 'delivered', attempts: [{ status: 200 }, { status: 200 }] },
    ]);
  });

  it('`lost_answer`: arrives, and comes again', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'lost_answer' });
    await pay();
    expect(endpoint.arrivals).toHaveLength(1);
    expect(await sandbox.webhooks()).toMatchObject([
      { state: 'pending', attempts: [{ status: null, error: 'answer lost (fault)' }] },
    ]);
    await sandbox.clock.advance('5s');
    expect(endpoint.arrivals).toHaveLength(2);
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'delivered' }]);
  });

  it('`malformed`: half of its JSON arrives', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'malformed' });
    await pay();
    const text = endpoint.arrivals[0]?.text ?? '';
    expect(text).toMatch(/^\{"webhook_secret":/);
    expect(() => JSON.parse(text) as unknown).toThrow(/JSON/);
  });

  it('befalls one webhook each', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    await pay();
    await newPayment(sandbox, 'ORDER-2');
    await sandbox.pay('ORDER-2');
    await sandbox.idle();
    expect(endpoint.arrivals).toHaveLength(1);
  });
});
