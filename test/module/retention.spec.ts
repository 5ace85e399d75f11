import { OvgcWebhooksService } from 'nestjs-ovgc';
import { ovgcIdle } from 'nestjs-ovgc/testing';
import {
  declined,
  eventually,
  request,
  type RunningApp,
  startApp,
  succeeded,
} from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { RecordingHandler } from '../support/handlers.js';

// Holds rule 11: nothing is deleted silently, and nobody is skipped silently.

const DAY = 24 * 60 * 60_000;

describe('history older than pruneAfterDays', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let time: number;

  beforeEach(async () => {
    gateway = await startGateway();
    time = Date.parse('2026-03-01T12:00:00Z');
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  async function start(pruneAfterDays: number | undefined, providers = [RecordingHandler]) {
    app = await startApp({
      baseUrl: gateway.baseUrl,
      options: { pruneAfterDays, jobIntervalMs: 10 * DAY, deliveries: { maxRetryDurationMs: 0 } },
      providers,
      now: () => time,
    });
  }
  async function pay(order: string): Promise<void> {
    await app.payments.createPaymentRequest(request(order));
    await app.webhook(succeeded(transactionOf(order)));
  }
  const applied = async () =>
    (await app.app.get(OvgcWebhooksService).list({ state: 'applied' })).webhooks.length;
  const settled = () => ovgcIdle(app.app);

  it('is deleted when it is finished, and the payment stays', async () => {
    await start(30);
    await pay('OLD');
    await settled();
    time += 20 * DAY;
    await pay('NEW');
    await settled();
    expect([await applied(), (await app.deliveries.counts()).completed]).toEqual([2, 4]);
    time += 11 * DAY;
    await settled();
    expect((await app.deliveries.counts()).completed).toBe(2);
    expect(await applied()).toBe(1);
    expect(await app.payments.findByOrder('OLD')).toMatchObject({ status: 'Paid' });
    expect(await app.payments.findByOrder('NEW')).toMatchObject({ status: 'Paid' });
  });

  it('is more than one step can take, and goes all the same', async () => {
    await start(1);
    await Promise.all(Array.from({ length: 110 }, (_, i) => pay(`ORDER-${i}`)));
    await settled();
    time += 2 * DAY;
    await settled();
    expect((await app.deliveries.counts()).completed).toBe(0);
    expect(await applied()).toBe(0);
  });

  it('fulfils nobody again: a copy that comes after it moves nothing', async () => {
    await start(1);
    await pay('A');
    await settled();
    time += 2 * DAY;
    await settled();
    expect((await app.deliveries.counts()).completed).toBe(0);
    const { received } = app.app.get(RecordingHandler);
    const before = received.length;
    expect((await app.webhook(succeeded(transactionOf('A')))).status).toBe(200);
    await app.deliveries.deliverUnhandled();
    await settled();
    expect(received).toHaveLength(before);
    expect(await app.payments.findByOrder('A')).toMatchObject({ status: 'Paid' });
  });

  it('stays where a delivery was dead-lettered, and can be replayed', async () => {
    await start(1);
    const recorder = app.app.get(RecordingHandler);
    recorder.behave = (event) => {
      if (event.constructor.name === 'PaymentSucceededEvent') throw new Error('no');
    };
    await pay('A');
    await settled();
    time += 2 * DAY;
    await settled();
    expect((await app.deliveries.counts()).completed).toBe(0);
    expect(await app.deliveries.counts()).toMatchObject({ deadLettered: 1 });
    recorder.behave = () => undefined;
    expect(await app.deliveries.replayAll()).toBe(1);
    await eventually('it is handled', () => recorder.of('succeeded').length === 2);
  });

  it('stays where nobody listened, and can be listed and delivered', async () => {
    await start(1, []);
    await pay('A');
    time += 2 * DAY;
    await settled();
    expect(await app.deliveries.counts()).toMatchObject({ unhandled: 1 });
    const unhandled = await app.deliveries.listUnhandled();
    expect(unhandled.map(({ payment }) => payment.orderUuid)).toEqual(['A']);
    await expect(app.deliveries.listUnhandled({ limit: 0 })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('stays where a webhook has no payment, or can’t be understood', async () => {
    await start(1);
    await app.webhook(succeeded('invoice_nobodys'));
    await app.webhook({ ...succeeded('invoice_odd'), success: false });
    time += 2 * DAY;
    await settled();
    const webhooks = app.app.get(OvgcWebhooksService);
    expect(await webhooks.counts()).toEqual({ unmatched: 1, unrecognised: 1 });
  });

  it('stays where a conflict was told to nobody', async () => {
    await start(1, []);
    await pay('A');
    await app.webhook(declined(transactionOf('A')));
    time += 2 * DAY;
    await settled();
    expect(await app.payments.counts()).toMatchObject({ conflicted: 1 });
  });

  it('stays where there was a conflict, and its copies raise no other', async () => {
    await start(1);
    await pay('A');
    await app.webhook(declined(transactionOf('A')));
    await settled();
    const recorder = app.app.get(RecordingHandler);
    expect(recorder.of('conflicted')).toHaveLength(1);
    time += 2 * DAY;
    await settled();
    expect((await app.deliveries.counts()).completed).toBe(1);
    await app.webhook(declined(transactionOf('A')));
    await settled();
    expect(await app.payments.counts()).toMatchObject({ conflicted: 1 });
    const { payments } = await app.payments.list({ review: 'conflicted' });
    expect(payments.map(({ orderUuid }) => orderUuid)).toEqual(['A']);
    expect(recorder.of('conflicted')).toHaveLength(1);
  });

  it('is a webhook that came after all that happened, too', async () => {
    await start(1);
    await app.payments.createPaymentRequest(request('A'));
    time += 36 * 60_000;
    await settled();
    expect((await app.payments.findByOrder('A'))?.status).toBe('Expired');
    time += 60_000;
    await app.webhook(declined(transactionOf('A')));
    expect(await applied()).toBe(1);
    time += DAY + 1;
    await settled();
    expect(await applied()).toBe(0);
  });

  it('stays while a handler is at work on it', async () => {
    await start(1);
    await pay('DONE');
    await settled();
    const recorder = app.app.get(RecordingHandler);
    const ends: (() => void)[] = [];
    recorder.behave = () => new Promise<void>((end) => ends.push(end));
    await pay('A');
    await eventually('it is being handled', () => ends.length === 2);
    time += 2 * DAY;
    const idle = settled();
    await eventually(
      'the rest is pruned',
      async () => (await app.deliveries.counts()).completed === 0,
    );
    expect(await app.deliveries.counts()).toMatchObject({ pending: 2 });
    ends.forEach((end) => end());
    await idle;
    expect(await app.deliveries.counts()).toMatchObject({ pending: 0 });
  });

  it('stays for ever unless the option says otherwise', async () => {
    await start(undefined);
    await pay('A');
    await settled();
    time += 4000 * DAY;
    await settled();
    expect([await applied(), (await app.deliveries.counts()).completed]).toEqual([1, 2]);
  });
});
