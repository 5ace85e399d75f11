import { setImmediate } from 'node:timers/promises';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { answering, openEndpoint } from './sandbox.endpoint.js';
import { control, newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

async function open(
  answer?: Parameters<typeof openEndpoint>[0],
  options: Parameters<typeof createSandbox>[0] = {},
): Promise<void> {
  endpoint = await openEndpoint(answer);
  sandbox = await createSandbox({ webhookUrl: endpoint.url, ...options });
}

afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

describe('a webhook', () => {
  it('has the documented body, and says honestly who sends it', async () => {
    await open();
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [arrival] = endpoint.arrivals;
    expect(arrival?.text).toBe(
      `{"webhook_secret":"${sandbox.webhookSecret}","success":true,"transaction_id":"${transactionId}","customer_email":"customer@example.com","payment_status":"payment.succeeded"}`,
    );
    expect(arrival?.headers['content-type']).toBe('application/json');
    expect(arrival?.headers['user-agent']).toMatch(/^ovgc-sandbox\/\d+\.\d+\.\d+$/);
  });

  it.each([
    ['a declined card', () => sandbox.pay('ORDER-2026-0001', TEST_CARDS.declined), 'Declined'],
    ['cancelling', () => sandbox.cancel('ORDER-2026-0001'), 'Declined'],
    ['the end of the window', () => sandbox.clock.advance('30m'), 'Expired'],
  ])('of %s is payment.declined', async (_what, happen, status) => {
    await open();
    const { transactionId } = await newPayment(sandbox);
    await happen();
    await sandbox.idle();
    expect(endpoint.arrivals.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      {
        webhook_secret: sandbox.webhookSecret,
        success: false,
        transaction_id: transactionId,
        customer_email: 'customer@example.com',
        payment_status: 'payment.declined',
      },
    ]);
    expect(await sandbox.payments.findByTransaction(transactionId)).toMatchObject({ status });
  });

  it('is sent for each change of status: declined, then paid by a second card', async () => {
    await open();
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001', TEST_CARDS.insufficientFunds);
    await sandbox.pay('ORDER-2026-0001', TEST_CARDS.lost);
    await sandbox.idle();
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.declined', 'payment.succeeded']);
  });

  it('does not hold up the customer when the endpoint is slow', async () => {
    let release = () => {};
    await open((response) => {
      release = () => response.end();
    });
    await newPayment(sandbox);
    const answer = await sandbox.pay('ORDER-2026-0001');
    expect(answer).toEqual({ status: 303, location: 'https://yoursite.com/success' });
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'pending', attempts: [] }]);
    while (endpoint.arrivals.length === 0) await setImmediate();
    release();
    await sandbox.idle();
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'delivered' }]);
  });
});

describe('a webhook that is not answered 2xx', () => {
  it('is tried again by the schedule, each attempt at its own time', async () => {
    await open(answering(500, 404, 302, 204));
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [before] = await sandbox.webhooks();
    expect(before).toMatchObject({ state: 'pending', attempts: [{ status: 500 }] });

    await sandbox.clock.advance('4s');
    expect(endpoint.arrivals).toHaveLength(1);
    await sandbox.clock.advance('10m');
    const [entry] = await sandbox.webhooks();
    expect(entry).toMatchObject({ state: 'delivered', nextAttemptAt: null });
    expect(entry?.attempts.map(({ status }) => status)).toEqual([500, 404, 302, 204]);
    const times = entry?.attempts.map(({ at }) => at.getTime()) ?? [];
    const waits = times.slice(1).map((time, index) => Math.floor((time - times[index]!) / 1000));
    expect(waits).toEqual([5, 30, 120]);
    expect(endpoint.arrivals.map(({ text }) => text)).toEqual(
      Array(4).fill(endpoint.arrivals[0]?.text),
    );
  });

  it('is given up after the last wait, and no earlier', async () => {
    await open(answering(500));
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.clock.advance('31h');
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'pending' }]);
    await sandbox.clock.advance('1h');
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'failed', nextAttemptAt: null }]);
    expect(endpoint.arrivals).toHaveLength(8);
  });

  it('is tried by another schedule when one is given', async () => {
    await open(answering(500), { retrySchedule: ['1s', 2_000] });
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.clock.advance('1h');
    expect(endpoint.arrivals).toHaveLength(3);
  });

  it('is tried again in real time, too', async () => {
    await open(answering(503, 200), { retrySchedule: [50] });
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    while (endpoint.arrivals.length < 2) await setImmediate();
    await sandbox.idle();
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'delivered' }]);
  });

  it('is not followed to where the endpoint redirects', async () => {
    await open((response) => response.writeHead(307, { Location: endpoint.url }).end());
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    expect(endpoint.arrivals).toHaveLength(1);
    expect(await sandbox.webhooks()).toMatchObject([{ attempts: [{ status: 307 }] }]);
  });

  it('is logged with why there was no answer', async () => {
    await open((response) => response.destroy(), { retrySchedule: [] });
    await newPayment(sandbox, 'ORDER-1');
    await sandbox.pay('ORDER-1');
    await sandbox.idle();
    expect(await sandbox.webhooks()).toMatchObject([
      {
        state: 'failed',
        attempts: [{ status: null, error: 'connection closed before an answer' }],
      },
    ]);
    await endpoint.close();
    await newPayment(sandbox, 'ORDER-2');
    await sandbox.pay('ORDER-2');
    await sandbox.idle();
    expect(await sandbox.webhooks({ limit: 1 })).toMatchObject([
      { attempts: [{ error: 'connection refused: nothing listens there' }] },
    ]);
  });

  it('is given up on when the endpoint does not answer in time', async () => {
    await open(() => {}, { webhookTimeoutMs: 100 });
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [entry] = await sandbox.webhooks();
    expect(entry?.attempts).toMatchObject([{ status: null, error: 'no answer within 0.1 s' }]);
    expect(entry?.attempts[0]?.latencyMs).toBeGreaterThanOrEqual(95);
  });
});

describe('the webhook log', () => {
  it('keeps the answer, and never the secret, though the endpoint echoes it', async () => {
    await open((response, { text }) => response.end(text));
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const { body } = await control(sandbox, 'GET', 'webhooks');
    expect(body).toMatchObject([
      {
        event: 'payment.succeeded',
        state: 'delivered',
        body: { webhook_secret: '<your webhook signing secret>', success: true },
        attempts: [
          { status: 200, url: endpoint.url, answer: expect.stringContaining('succeeded') },
        ],
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(sandbox.webhookSecret);
  });

  it('is newest first, and can be narrowed', async () => {
    await open();
    const { transactionId } = await newPayment(sandbox, 'ORDER-1');
    await newPayment(sandbox, 'ORDER-2');
    await sandbox.pay('ORDER-1', TEST_CARDS.declined);
    await sandbox.pay('ORDER-2');
    await sandbox.pay('ORDER-1');
    await sandbox.idle();
    const events = async (query: string) => {
      const { body } = await control(sandbox, 'GET', `webhooks${query}`);
      return (body as { event: string }[]).map(({ event }) => event);
    };
    const [succeeded, declined] = ['payment.succeeded', 'payment.declined'];
    expect(await events('')).toEqual([succeeded, succeeded, declined]);
    expect(await events('?limit=1')).toEqual([succeeded]);
    expect(await events(`?transaction_id=${transactionId}`)).toEqual([succeeded, declined]);
  });

  it('shows what had nowhere to go, which can be sent once there is an address', async () => {
    await open(undefined, { webhookUrl: null });
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [entry] = await sandbox.webhooks();
    expect(entry).toMatchObject({ state: 'no_endpoint', attempts: [] });
    await expect(sandbox.resend(entry!.id)).rejects.toThrow('no address to send webhooks to');

    sandbox.setWebhookUrl(endpoint.url);
    expect(await sandbox.resend(entry!.id)).toMatchObject({ state: 'delivered' });
    expect(endpoint.events()).toEqual(['payment.succeeded']);
  });

  it('never shows the query of the endpoint’s address', async () => {
    await open();
    sandbox.setWebhookUrl(`${endpoint.url}?token=hunter2`);
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    expect(JSON.stringify(await sandbox.webhooks())).not.toContain('hunter2');
  });
});

describe('sending a webhook again', () => {
  it('sends the very same bytes, and shows the answer', async () => {
    await open();
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [entry] = await sandbox.webhooks();
    const { status, body } = await control(sandbox, 'POST', `webhooks/${entry!.id}/resend`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      attempts: [
        { reason: 'schedule' },
        { reason: 'resend', status: 200, answer: '{"received":true}' },
      ],
    });
    expect(endpoint.arrivals[1]?.text).toBe(endpoint.arrivals[0]?.text);
  });

  it('removes the attempts that were planned, if it works', async () => {
    await open(answering(500, 200));
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    const [entry] = await sandbox.webhooks();
    await sandbox.resend(entry!.id);
    await sandbox.clock.advance('48h');
    expect(endpoint.arrivals).toHaveLength(2);
  });

  it('is a 404 when the log has no such webhook', async () => {
    await open();
    const { status, body } = await control(sandbox, 'POST', 'webhooks/webhook_none/resend');
    expect(status).toBe(404);
    expect(body).toEqual({ error: expect.stringContaining('no webhook "webhook_none"') });
  });
});

describe('triggering a webhook', () => {
  it('sends it at once for a payment, which stays as it is', async () => {
    await open();
    const { transactionId } = await newPayment(sandbox);
    const { body } = await control(sandbox, 'POST', 'trigger', {
      event: 'payment.succeeded',
      order_uuid: 'ORDER-2026-0001',
    });
    expect(body).toMatchObject({
      source: 'trigger',
      state: 'delivered',
      transactionId,
      attempts: [{ reason: 'trigger', status: 200, answer: '{"received":true}' }],
    });
    expect(JSON.parse(endpoint.arrivals[0]!.text)).toEqual({
      webhook_secret: sandbox.webhookSecret,
      success: true,
      transaction_id: transactionId,
      customer_email: 'customer@example.com',
      payment_status: 'payment.succeeded',
    });
    expect(await sandbox.payments.findByTransaction(transactionId)).toMatchObject({
      status: 'Pending',
    });
  });

  it('makes up a transaction when none is named', async () => {
    await open();
    const { transactionId } = await sandbox.trigger({ event: 'payment.declined' });
    expect(transactionId).toMatch(/^invoice_[0-9a-f]{13}$/);
    const named = await sandbox.trigger({ event: 'payment.declined', transactionId: 'invoice_1' });
    expect(named.transactionId).toBe('invoice_1');
  });

  it('sends fields that contradict each other, and leaves fields out', async () => {
    await open();
    await sandbox.trigger({
      event: 'payment.succeeded',
      overrides: { success: false, webhook_secret: 'wrong', data: { deep: [1] } },
      omit: ['transaction_id'],
    });
    expect(JSON.parse(endpoint.arrivals[0]!.text)).toEqual({
      webhook_secret: 'wrong',
      success: false,
      customer_email: 'customer@example.com',
      payment_status: 'payment.succeeded',
      data: { deep: [1] },
    });
  });

  it('goes to the endpoint of the seller that is named, with that seller’s secret', async () => {
    await open();
    await using theirs = await openEndpoint();
    const { id } = await sandbox.sellers.create({
      name: 'Books',
      webhookUrl: theirs.url,
      webhookSecret: 'books_webhook_secret',
    });
    const { transactionId } = await newPayment(sandbox);
    await control(sandbox, 'POST', 'trigger', { event: 'payment.succeeded', seller_id: id });
    expect(endpoint.arrivals).toHaveLength(0);
    expect(theirs.arrivals[0]?.text).toContain('"webhook_secret":"books_webhook_secret"');

    const ofAnother = { event: 'payment.succeeded', transactionId, sellerId: id };
    await expect(sandbox.trigger(ofAnother)).rejects.toThrow('leave seller_id out');
    const nobodys = { event: 'payment.succeeded', sellerId: 'nobody' };
    await expect(sandbox.trigger(nobodys)).rejects.toThrow('There is no seller "nobody"');
  });

  it('is tried once, whatever the endpoint answers', async () => {
    await open(answering(500));
    const entry = await sandbox.trigger({ event: 'payment.succeeded' });
    expect(entry).toMatchObject({
      state: 'failed',
      nextAttemptAt: null,
      attempts: [{ status: 500 }],
    });
    await sandbox.clock.advance('48h');
    expect(endpoint.arrivals).toHaveLength(1);
  });

  it.each([
    [{}, /event must be/],
    [{ event: 1 }, /event must be/],
    [{ event: 'payment.succeeded', transaction_id: 5 }, /transaction_id must be/],
    [{ event: 'payment.succeeded', seller_id: 5 }, /seller_id must be/],
    [{ event: 'payment.succeeded', order_uuid: 'ORDER-9' }, /order "ORDER-9" has no payment/],
    [{ event: 'payment.succeeded', transaction_id: 'a', order_uuid: 'b' }, /not both/],
    [{ event: 'payment.succeeded', overrides: [] }, /overrides must be/],
    [{ event: 'payment.succeeded', omit: 'success' }, /omit must be/],
    [{ event: 'payment.succeeded', sucess: true }, /sucess is not a known field/],
  ])('is refused with %j', async (request, message) => {
    await open();
    const { status, body } = await control(sandbox, 'POST', 'trigger', request);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.stringMatching(message) });
    expect(endpoint.arrivals).toHaveLength(0);
  });
});
