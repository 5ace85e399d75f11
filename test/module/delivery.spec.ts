import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, type Provider } from '@nestjs/common';
import {
  OnPaymentSucceeded,
  OvgcDeliveryNotFoundError,
  type PaymentSucceededEvent,
} from 'nestjs-ovgc';
import { eventually, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';
import { never } from '../support/never.js';

// Holds rule 11: nothing is deleted silently, and nobody is skipped silently.

@Injectable()
class SecondHandler {
  readonly orders: string[] = [];

  @OnPaymentSucceeded()
  handle({ payment }: PaymentSucceededEvent): void {
    this.orders.push(payment.orderUuid);
  }
}

const SECOND = 1000;

describe('a durable handler', () => {
  let gateway: ScriptedGateway;
  let folder: string;
  const running: RunningApp[] = [];

  beforeEach(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(join(tmpdir(), 'ovgc-delivery-'));
    time = undefined;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  let time: number | undefined;

  async function start(
    deliveries: object = {},
    providers: Provider[] = [RecordingHandler, RecordingListener],
  ): Promise<RunningApp & { recorder: RecordingHandler }> {
    const app = await startApp({
      baseUrl: gateway.baseUrl,
      providers,
      now: () => time ?? Date.now(),
      options: {
        ledger: { sqlite: join(folder, 'payments.db') },
        deliveries: { initialDelayMs: 2, maxDelayMs: 5, ...deliveries },
      },
    });
    running.push(app);
    return {
      ...app,
      recorder: providers.includes(RecordingHandler)
        ? app.app.get(RecordingHandler)
        : new RecordingHandler(),
    };
  }

  async function stop(app: RunningApp): Promise<void> {
    running.splice(
      running.findIndex(({ url }) => url === app.url),
      1,
    );
    await app.close();
  }

  async function pay(app: RunningApp, order: string): Promise<void> {
    const { transactionId } = await app.payments.createPaymentRequest(request(order));
    expect((await app.webhook(succeeded(transactionId))).status).toBe(200);
  }

  it('that fails twice is retried with the same idempotency key until it succeeds', async () => {
    const app = await start();
    app.recorder.behave = (_event, { attempt }) => {
      if (attempt < 3) throw new Error('the printer is out of paper');
    };
    await pay(app, 'THIRD-TIME');
    await eventually('it is completed', async () => (await app.deliveries.counts()).pending === 0);
    const calls = app.recorder.of('succeeded');
    expect(calls.map(({ delivery }) => delivery.attempt)).toEqual([1, 2, 3]);
    expect(new Set(calls.map(({ delivery }) => delivery.idempotencyKey)).size).toBe(1);
    expect(await app.deliveries.counts()).toEqual({
      pending: 0,
      completed: 2,
      deadLettered: 0,
      unhandled: 0,
    });
  });

  it('that fails doesn’t block other payments', async () => {
    const app = await start({ initialDelayMs: 60_000, maxDelayMs: 60_000 });
    app.recorder.behave = (event) => {
      if (event.payment.orderUuid === 'BAD') throw new Error('not this one');
    };
    await pay(app, 'BAD');
    await pay(app, 'GOOD');
    await eventually('the good one is handled', () =>
      app.recorder.of('succeeded').some(({ event }) => event.payment.orderUuid === 'GOOD'),
    );
  });

  it('that always fails is dead-lettered, published, and can be replayed', async () => {
    const app = await start({ maxRetryDurationMs: 20 });
    app.recorder.behave = (event) => {
      if (event.id.endsWith('succeeded')) throw new Error('the warehouse is closed');
    };
    await pay(app, 'HOPELESS');
    await eventually(
      'it is dead-lettered',
      async () => (await app.deliveries.counts()).deadLettered === 1,
    );

    const { deadLettered } = app.app.get(RecordingListener);
    await eventually('it is published', () => deadLettered.length === 1);
    expect(deadLettered[0]).toMatchObject({
      handler: 'RecordingHandler.succeeded',
      error: 'the warehouse is closed',
      event: { payment: { orderUuid: 'HOPELESS', status: 'Paid' } },
    });
    const { deliveries } = await app.deliveries.list({ state: 'dead_lettered' });
    expect(deliveries).toMatchObject([
      {
        handler: 'RecordingHandler.succeeded',
        state: 'dead_lettered',
        lastError: 'the warehouse is closed',
      },
    ]);
    const idempotencyKey = app.recorder.of('succeeded')[0]?.delivery.idempotencyKey;

    app.recorder.behave = () => undefined;
    await app.deliveries.replay(deliveries[0]?.id ?? '');
    await eventually(
      'it is replayed',
      async () => (await app.deliveries.counts()).deadLettered === 0,
    );
    await eventually(
      'it is completed',
      async () => (await app.deliveries.counts()).completed === 2,
    );
    expect(app.recorder.of('succeeded').at(-1)?.delivery).toMatchObject({
      idempotencyKey,
      attempt: 1,
    });
  });

  it('can be replayed with all other dead-lettered deliveries', async () => {
    const app = await start({ maxRetryDurationMs: 0 });
    app.recorder.behave = () => {
      throw new Error('all is lost');
    };
    await pay(app, 'ONE');
    await pay(app, 'TWO');
    await eventually(
      'all are dead-lettered',
      async () => (await app.deliveries.counts()).deadLettered === 4,
    );
    app.recorder.behave = () => undefined;
    expect(await app.deliveries.replayAll({ handler: 'RecordingHandler.succeeded' })).toBe(2);
    expect(await app.deliveries.replayAll()).toBe(2);
    await eventually(
      'all are completed',
      async () => (await app.deliveries.counts()).completed === 4,
    );
  });

  it.each([
    [{ limit: 0 }],
    [{ limit: Number.NaN }],
    [{ cursor: 'abc' }],
    [{ state: 'lost' as 'pending' }],
  ])('rejects a list with %j', async (options) => {
    const app = await start();
    await expect(app.deliveries.list(options)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('has its deliveries listed newest first, page by page', async () => {
    const app = await start();
    await pay(app, 'FIRST');
    await pay(app, 'SECOND');
    const one = await app.deliveries.list({ limit: 3 });
    const two = await app.deliveries.list({ limit: 3, cursor: one.nextCursor ?? '' });
    const orders = [...one.deliveries, ...two.deliveries].map(
      ({ event }) => event.payment.orderUuid,
    );
    expect(orders).toEqual(['SECOND', 'SECOND', 'FIRST', 'FIRST']);
    expect(two.nextCursor).toBeNull();
  });

  it('can’t be replayed by an id that no dead-lettered delivery has', async () => {
    const app = await start();
    await expect(app.deliveries.replay('17')).rejects.toThrow(OvgcDeliveryNotFoundError);
    await expect(app.deliveries.replay('a')).rejects.toThrow(OvgcDeliveryNotFoundError);
  });

  it('that was running when the process stopped is called again by the next process', async () => {
    const first = await start({ shutdownTimeoutMs: 0 });
    let aborted = false;
    first.recorder.behave = (event, { signal }) => {
      if (!event.id.endsWith('succeeded')) return undefined;
      signal.addEventListener('abort', () => (aborted = true));
      return never();
    };
    await pay(first, 'INTERRUPTED');
    await eventually('it runs', () => first.recorder.of('succeeded').length === 1);
    await stop(first);
    expect(aborted).toBe(true);

    const second = await start();
    await eventually('it is called again', () => second.recorder.of('succeeded').length === 1);
    expect(second.recorder.of('succeeded')[0]).toMatchObject({
      event: { payment: { orderUuid: 'INTERRUPTED', metadata: { basket: 7 } } },
      delivery: { attempt: 2 },
    });
  });

  it('that never ends doesn’t block other handlers', async () => {
    const app = await start({ concurrency: 2, shutdownTimeoutMs: 0 }, [
      RecordingHandler,
      SecondHandler,
    ]);
    app.recorder.behave = never;
    const orders = ['A', 'B', 'C', 'D', 'E'];
    for (const order of orders) await pay(app, order);
    const { orders: received } = app.app.get(SecondHandler);
    await eventually('the other handler received all', () => received.length === orders.length);
    expect(app.recorder.of('succeeded')).toHaveLength(2);
  });

  it('that times out has its signal aborted and is called again', async () => {
    const app = await start({ timeoutMs: 20 });
    app.recorder.behave = (_event, { attempt }) => (attempt === 1 ? never() : undefined);
    await pay(app, 'SLOW');
    await eventually('it is called again', () => app.recorder.of('succeeded').length === 2);
    const [first] = app.recorder.of('succeeded');
    expect(first?.delivery.signal.aborted).toBe(true);
  });

  it('that is running is not called again when the clock jumps past its lease', async () => {
    time = Date.parse('2026-03-01T12:00:00Z');
    const app = await start({ shutdownTimeoutMs: 0 }, [RecordingHandler, SecondHandler]);
    let letGo = (): void => undefined;
    app.recorder.behave = () => new Promise<void>((resolve) => (letGo = resolve));
    await pay(app, 'JUMP');
    await eventually('it runs', () => app.recorder.of('succeeded').length === 1);
    time += 3600 * SECOND;
    const { orders } = app.app.get(SecondHandler);
    await pay(app, 'AFTER');
    await eventually('the next payment is delivered', () => orders.includes('AFTER'));
    expect(app.recorder.of('succeeded').map(({ event }) => event.payment.orderUuid)).toEqual([
      'JUMP',
      'AFTER',
    ]);
    letGo();
  });

  it('that was interrupted twice is retried later: it may be what ends the process', async () => {
    const patient = {
      shutdownTimeoutMs: 0,
      initialDelayMs: 3600 * SECOND,
      maxDelayMs: 3600 * SECOND,
    };
    for (const run of [1, 2]) {
      const app = await start(patient, [RecordingHandler]);
      app.recorder.behave = never;
      if (run === 1) await pay(app, 'POISON');
      await eventually(
        `it runs in process ${run}`,
        () => app.recorder.of('succeeded').length === 1,
      );
      await stop(app);
    }
    const third = await start(patient, [RecordingHandler]);
    const { deliveries } = await third.deliveries.list({ state: 'pending' });
    const poison = deliveries.find(({ handler }) => handler === 'RecordingHandler.succeeded');
    expect(poison).toMatchObject({
      attempts: 2,
      lastError: 'the process ended while the handler was running',
    });
    expect(poison?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now());
    expect(third.recorder.of('succeeded')).toHaveLength(0);
  });

  it('that didn’t exist when a payment succeeded can receive it later', async () => {
    const without = await start({}, []);
    await pay(without, 'UNHANDLED');
    expect(await without.deliveries.counts()).toMatchObject({ pending: 0, unhandled: 1 });
    expect(await without.deliveries.deliverUnhandled()).toBe(0);
    await stop(without);

    const app = await start();
    expect(app.recorder.of('succeeded')).toHaveLength(0);
    expect(await app.deliveries.deliverUnhandled()).toBe(1);
    await eventually('it is received', () => app.recorder.of('succeeded').length === 1);
    expect(await app.deliveries.counts()).toMatchObject({ unhandled: 0 });
    expect(await app.deliveries.deliverUnhandled()).toBe(0);
  });

  it('can finish during a shutdown', async () => {
    const app = await start();
    let finished = false;
    app.recorder.behave = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      finished = true;
    };
    await pay(app, 'ALMOST');
    await eventually('it runs', () => app.recorder.of('succeeded').length === 1);
    await stop(app);
    expect(finished).toBe(true);
    const next = await start();
    expect(await next.deliveries.counts()).toMatchObject({ pending: 0 });
  });
});
