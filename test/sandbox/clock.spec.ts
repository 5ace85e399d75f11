import { jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, SandboxRequestError, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { answering, openEndpoint } from './sandbox.endpoint.js';
import { control, newPayment, statusOf } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ webhookUrl: endpoint.url });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sandbox.close();
  await endpoint.close();
});

/** Milliseconds between two times. */
const between = (a: Date | undefined, b: Date | undefined) => Number(b) - Number(a);

describe('the clock', () => {
  it('shows the machine’s time until it is turned, and runs on from there', async () => {
    expect(Math.abs(between(new Date(), sandbox.clock.now()))).toBeLessThan(10_000);
    const turned = await sandbox.clock.advance('31m');
    expect(between(new Date(), turned) / 60_000).toBeCloseTo(31, 0);
    const later = sandbox.clock.now();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(between(later, sandbox.clock.now())).toBeGreaterThanOrEqual(25);
  });

  it.each([
    ['{"advance":"31m"}', { advance: '31m' }, 31],
    ['{"advance":"PT31M"}', { advance: 'PT31M' }, 31],
    ['milliseconds', { advance: 60_000 }, 1],
  ])('is turned through the control API by %s', async (_what, body, minutes) => {
    const before = sandbox.clock.now();
    const answer = await control(sandbox, 'POST', 'clock', body);
    expect(answer.status).toBe(200);
    const { now } = answer.body as { now: string };
    expect(between(before, new Date(now)) / 60_000).toBeCloseTo(minutes, 0);
    const read = await control(sandbox, 'GET', 'clock');
    expect(between(new Date(now), new Date((read.body as { now: string }).now))).toBeLessThan(
      10_000,
    );
  });

  it('is set to a time, by a Date or in ISO 8601', async () => {
    const target = new Date(Date.now() + 86_400_000);
    expect(between(target, await sandbox.clock.set(target))).toBeLessThan(10_000);
    const next = new Date(target.getTime() + 86_400_000).toISOString();
    const { body } = await control(sandbox, 'POST', 'clock', { set: next });
    expect(between(new Date(next), new Date((body as { now: string }).now))).toBeLessThan(10_000);
  });

  it.each([
    [{}, /Give either .*"advance": "31m".* or .*"freeze": true/],
    [{ advance: '1m', set: '2999-01-01T00:00:00Z' }, /Give either/],
    [{ advance: 'soon' }, /advance is "soon"; give a duration/],
    [{ advance: '-5m' }, /only goes forward/],
    [{ advance: null }, /advance is null/],
    [{ advance: 1e300 }, /ends with the year 9999/],
    [{ set: '2999-01-01' }, /set is "2999-01-01"; give an ISO-8601 time with its zone/],
    [{ set: 'tomorrow' }, /give an ISO-8601 time/],
    [{ set: '2999-13-45T00:00:00Z' }, /give an ISO-8601 time/],
    [{ set: '2020-01-01T00:00:00Z' }, /already shows .* only goes forward\. A reset/],
    [{ add: '31m' }, /add is not a known field; the fields are advance, set, freeze/],
    [{ freeze: true, advance: '1m' }, /Give either/],
    [{ freeze: 'yes' }, /freeze must be true, or false to let the clock run/],
    ['text', /must be a JSON object/],
  ])('is not turned by %j', async (request, message) => {
    const { status, body } = await control(sandbox, 'POST', 'clock', request);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.stringMatching(message) });
  });

  it('refuses the same of a test', async () => {
    await expect(sandbox.clock.advance('soon')).rejects.toThrow(SandboxRequestError);
    await expect(sandbox.clock.set(new Date(0))).rejects.toThrow(/only goes forward/);
  });
});

describe('turning the clock past the window', () => {
  it('has expired the payment and delivered the webhook before it answers', async () => {
    const { transactionId } = await newPayment(sandbox);
    await control(sandbox, 'POST', 'clock', { advance: '31m' });
    expect(endpoint.events()).toEqual(['payment.declined']);
    expect(await statusOf(sandbox, transactionId)).toBe('Expired');
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'delivered' }]);
  });

  it('expires at 30 minutes, not a moment earlier', async () => {
    const { transactionId } = await newPayment(sandbox);
    const payment = await sandbox.payments.findByTransaction(transactionId);
    await sandbox.clock.set(new Date(Number(payment?.expiresAt) - 2_000));
    expect(await statusOf(sandbox, transactionId)).toBe('Pending');
    await sandbox.clock.set(payment!.expiresAt);
    expect(await statusOf(sandbox, transactionId)).toBe('Expired');
  });

  it('is noticed by whoever asks, though the timer is late', async () => {
    const { transactionId } = await newPayment(sandbox);
    const later = Date.now() + 30 * 60 * 1000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect(await statusOf(sandbox, transactionId)).toBe('Expired');
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.declined']);
  });

  it('lets nobody pay any more', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.clock.advance('30m');
    expect(await sandbox.pay(transactionId)).toMatchObject({ status: 410 });
    expect(await statusOf(sandbox, transactionId)).toBe('Expired');
  });

  it('leaves a declined payment declined, without a second webhook', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(transactionId, TEST_CARDS.declined);
    await sandbox.clock.advance('31m');
    expect(await statusOf(sandbox, transactionId)).toBe('Declined');
    expect(await sandbox.pay(transactionId)).toMatchObject({ status: 410 });
    expect(endpoint.events()).toEqual(['payment.declined']);
  });

  it('does all that is due in the order of its times, each at its own time', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(answering(500));
    sandbox.setWebhookUrl(endpoint.url);
    await newPayment(sandbox, 'ORDER-1');
    await sandbox.clock.advance('10s');
    await newPayment(sandbox, 'ORDER-2');
    await sandbox.clock.advance('31m');

    const [second, first] = await sandbox.webhooks();
    const one = await sandbox.payments.findByOrder('ORDER-1');
    const two = await sandbox.payments.findByOrder('ORDER-2');
    expect(first?.createdAt).toEqual(one?.expiresAt);
    expect(second?.createdAt).toEqual(two?.expiresAt);
    expect(first?.attempts.map(({ at }) => between(one?.expiresAt, at) / 1000)).toEqual([0, 5, 35]);
    const order = endpoint.arrivals.map(({ text }) => text.includes(one!.transactionId));
    // 0 s and 5 s of the first, 10 s and 15 s of the second, 35 s of the first, 45 s of the second.
    expect(order).toEqual([true, true, false, false, true, false]);
  });

  it('waits for the webhook that is under way, so its next attempts are part of the turn', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(answering(500, 500, 200));
    sandbox.setWebhookUrl(endpoint.url);
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.clock.advance('1m');
    expect(endpoint.arrivals).toHaveLength(3);
  });

  it('lets a webhook’s receiver ask the gateway in the meantime', async () => {
    await endpoint.close();
    const seen: string[] = [];
    endpoint = await openEndpoint(async (response, { text }) => {
      const { transaction_id } = JSON.parse(text) as { transaction_id: string };
      seen.push(await statusOf(sandbox, transaction_id));
      response.end();
    });
    sandbox.setWebhookUrl(endpoint.url);
    await newPayment(sandbox);
    await sandbox.clock.advance('31m');
    expect(seen).toEqual(['Expired']);
  });

  it('happens once at a time, however many turn it at once', async () => {
    await newPayment(sandbox);
    const before = sandbox.clock.now();
    await Promise.all(Array.from({ length: 10 }, () => sandbox.clock.advance('10m')));
    expect(between(before, sandbox.clock.now()) / 60_000).toBeCloseTo(100, 0);
    expect(endpoint.events()).toEqual(['payment.declined']);
  });
});

describe('a frozen clock', () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

  it('stands still until it is released, and runs on from there', async () => {
    const frozenAt = await sandbox.clock.freeze();
    await pause();
    expect(sandbox.clock.now()).toEqual(frozenAt);
    expect(sandbox.clock).toMatchObject({ frozen: true });
    expect(await sandbox.clock.release()).toEqual(frozenAt);
    await pause();
    expect(sandbox.clock.frozen).toBe(false);
    const ran = between(frozenAt, sandbox.clock.now());
    expect(ran).toBeGreaterThanOrEqual(50);
    expect(ran).toBeLessThan(10_000);
  });

  it('is frozen and released through the control API, which says how it stands', async () => {
    const { body } = await control(sandbox, 'POST', 'clock', { freeze: true });
    expect(body).toMatchObject({ frozen: true, now: sandbox.clock.now().toISOString() });
    await control(sandbox, 'POST', 'clock', { advance: '1h' });
    const { body: shown } = await control(sandbox, 'GET', 'clock');
    expect(shown).toMatchObject({ frozen: true, now: sandbox.clock.now().toISOString() });
    expect((shown as { offsetMs: number }).offsetMs / 60_000).toBeCloseTo(60, 0);
    const released = await control(sandbox, 'POST', 'clock', { freeze: false });
    expect(released).toMatchObject({ status: 200, body: { frozen: false } });
  });

  it('is turned, and stands still at the later time', async () => {
    const from = await sandbox.clock.freeze();
    const to = await sandbox.clock.advance('31m');
    expect(between(from, to)).toBe(31 * 60_000);
    await pause();
    expect(sandbox.clock.now()).toEqual(to);
  });

  it('does all that falls due when it is turned, to the millisecond', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(answering(500, 500, 200));
    sandbox.setWebhookUrl(endpoint.url);
    await sandbox.clock.freeze();
    await newPayment(sandbox);
    await sandbox.clock.advance(30 * 60_000 - 1);
    expect(endpoint.arrivals).toHaveLength(0);
    await sandbox.clock.advance('10m');
    const payment = await sandbox.payments.findByOrder('ORDER-2026-0001');
    const [entry] = await sandbox.webhooks();
    expect(payment?.status).toBe('Expired');
    expect(entry?.attempts.map(({ at }) => between(payment?.expiresAt, at))).toEqual([
      0, 5_000, 35_000,
    ]);
  });

  it('lets a payment be paid, and its webhook leave at once; a retry waits', async () => {
    await endpoint.close();
    endpoint = await openEndpoint(answering(500, 200));
    sandbox.setWebhookUrl(endpoint.url);
    await using quick = await createSandbox({ webhookUrl: endpoint.url, retrySchedule: [20] });
    await quick.clock.freeze();
    await newPayment(quick);
    await quick.pay('ORDER-2026-0001');
    await quick.idle();
    await pause();
    expect(endpoint.arrivals).toHaveLength(1);
    await quick.clock.release();
    while (endpoint.arrivals.length < 2) await new Promise(setImmediate);
    await quick.idle();
    expect(await quick.webhooks()).toMatchObject([{ state: 'delivered' }]);
  });

  it('runs again after a reset', async () => {
    await sandbox.clock.freeze();
    await sandbox.reset();
    expect(sandbox.clock.frozen).toBe(false);
    expect(Math.abs(between(new Date(), sandbox.clock.now()))).toBeLessThan(10_000);
  });

  it('is frozen at the same time after a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-'));
    let frozenAt: Date;
    {
      await using before = await createSandbox({ dataDir });
      await before.clock.advance('2h');
      await before.clock.freeze();
      frozenAt = await before.clock.advance('1h');
    }
    {
      await using after = await createSandbox({ dataDir });
      expect(after.clock.frozen).toBe(true);
      expect(after.clock.now()).toEqual(frozenAt);
      expect(await after.clock.release()).toEqual(frozenAt);
    }
    await using last = await createSandbox({ dataDir });
    expect(last.clock.frozen).toBe(false);
    expect(between(frozenAt, last.clock.now())).toBeLessThan(10_000);
    await last.close();
    await rm(dataDir, { recursive: true });
  });
});
