import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { OnPaymentDeclined, OnPaymentSucceeded, type PaymentDelivery } from 'nestjs-ovgc';
import { eventually, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

interface Fulfilment {
  readonly keys: string[];
  onPaid(event: unknown, delivery: PaymentDelivery): void;
}

/** The same class as each build of an app names it. It fails until the printer has paper. */
function build(name: string, printer: { hasPaper: boolean }): Type<Fulfilment> {
  class OrderFulfilment implements Fulfilment {
    readonly keys: string[] = [];

    @OnPaymentSucceeded()
    onPaid(_event: unknown, { idempotencyKey }: PaymentDelivery): void {
      this.keys.push(idempotencyKey);
      if (!printer.hasPaper) throw new Error('no paper');
    }

    @OnPaymentDeclined()
    onDeclined(): void {}
  }
  return Object.defineProperty(OrderFulfilment, 'name', { value: name });
}

describe('a durable handler that another build names differently', () => {
  const running: RunningApp[] = [];
  let gateway: ScriptedGateway;
  let folder: string;
  let printer: { hasPaper: boolean };

  beforeEach(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(join(tmpdir(), 'ovgc-reassign-'));
    printer = { hasPaper: false };
  });
  afterEach(async () => {
    await stopAll();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  async function start(handler: Type<Fulfilment>, deliveries: object = {}): Promise<RunningApp> {
    const app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [handler],
      options: {
        ledger: { sqlite: join(folder, 'payments.db') },
        deliveries: { initialDelayMs: 1, maxDelayMs: 1, ...deliveries },
      },
    });
    running.push(app);
    return app;
  }

  async function stopAll(): Promise<void> {
    await Promise.all(running.splice(0).map((app) => app.close()));
  }

  /** Pays for an order while its handler fails, and stops the app. Returns the idempotency key that the handler got. */
  async function failInBuild(name: string, order: string, deliveries: object): Promise<string> {
    const handler = build(name, printer);
    const app = await start(handler, deliveries);
    const { transactionId } = await app.payments.createPaymentRequest(request(order));
    await app.webhook(succeeded(transactionId));
    const { keys } = app.app.get(handler);
    await eventually('it is called', () => keys.length > 0);
    await stopAll();
    return keys[0] ?? '';
  }

  it('gets the pending deliveries of its old name, under the same idempotency key', async () => {
    const key = await failInBuild('p', 'PENDING', {});
    printer.hasPaper = true;
    const handler = build('c', printer);
    const app = await start(handler);
    expect(await app.deliveries.counts()).toMatchObject({ pending: 1 });
    const names = { from: 'p.onPaid', to: 'c.onPaid' };
    expect(await app.deliveries.reassign(names)).toEqual({ moved: 1, left: 0 });
    await eventually(
      'it is completed',
      async () => (await app.deliveries.counts()).completed === 1,
    );
    expect(app.app.get(handler).keys).toEqual([key]);
    expect(await app.deliveries.reassign(names)).toEqual({ moved: 0, left: 0 });
  });

  it('gets the dead-lettered ones, which can be replayed', async () => {
    const key = await failInBuild('p', 'DEAD', { maxRetryDurationMs: 0 });
    printer.hasPaper = true;
    const handler = build('c', printer);
    const app = await start(handler);
    expect(await app.deliveries.reassign({ from: 'p.onPaid', to: 'c.onPaid' })).toEqual({
      moved: 1,
      left: 0,
    });
    expect(await app.deliveries.replayAll({ handler: 'c.onPaid' })).toBe(1);
    await eventually(
      'it is completed',
      async () => (await app.deliveries.counts()).completed === 1,
    );
    expect(app.app.get(handler).keys).toEqual([key]);
  });

  it('leaves what it doesn’t listen to, and says how many', async () => {
    await failInBuild('p', 'OTHER-KIND', {});
    const app = await start(build('c', printer));
    expect(await app.deliveries.reassign({ from: 'p.onPaid', to: 'c.onDeclined' })).toEqual({
      moved: 0,
      left: 1,
    });
  });

  it.each([
    [
      'a handler that the app doesn’t have',
      { from: 'p.onPaid', to: 'd.onPaid' },
      /to must be a durable handler that the app has \(c\.onPaid, c\.onDeclined\), not d\.onPaid/,
    ],
    [
      'one from a handler that the app still has',
      { from: 'c.onDeclined', to: 'c.onPaid' },
      /from must be a handler that the app no longer has, and it has c\.onDeclined/,
    ],
    [
      'one from a handler without a name',
      { from: '', to: 'c.onPaid' },
      /from must be the name of a handler/,
    ],
  ])('refuses to move deliveries to %s', async (_name, names, message) => {
    const app = await start(build('c', printer));
    const moving = app.deliveries.reassign(names);
    await expect(moving).rejects.toThrow(message);
    await expect(moving).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
