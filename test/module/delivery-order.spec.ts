import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentDelivery } from 'nestjs-ovgc';
import {
  declined,
  eventually,
  request,
  type RunningApp,
  startApp,
  succeeded,
} from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { type Call, Follower } from '../support/shop.handlers.js';

const LIFE = ['created', 'declined', 'succeeded', 'conflicted'];

describe('a durable handler of every event of a payment', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let follower: Follower;

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  async function start(deliveries: object = {}): Promise<void> {
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [Follower],
      options: { deliveries: { initialDelayMs: 5, maxDelayMs: 5, ...deliveries } },
    });
    follower = app.app.get(Follower);
  }

  const typeOf = ({ event }: Call) => String(event.id.split('.').at(-1));
  const orderOf = ({ event }: Call) => event.payment.orderUuid;

  async function create(order: string): Promise<string> {
    return (await app.payments.createPaymentRequest(request(order))).transactionId;
  }

  async function send(body: Record<string, unknown>): Promise<void> {
    expect(await app.webhook(body)).toMatchObject({ status: 200 });
  }

  /** Creates a payment that is declined, then paid, and then conflicts with a webhook that calls it expired. */
  async function runThrough(order: string): Promise<void> {
    const transactionId = await create(order);
    await send(declined(transactionId));
    await send(succeeded(transactionId));
    await send({ ...declined(transactionId), payment_status: 'payment.expired' });
  }

  it('receives them in order, one at a time, even when calls fail', async () => {
    await start({ concurrency: 50 });
    const orders = Array.from({ length: 20 }, (_, i) => `MANY-${i}`);
    const called = new Map<string, string[]>(orders.map((order) => [order, []]));
    const completed = new Map<string, string[]>(orders.map((order) => [order, []]));
    const running: string[] = [];
    let mostAtOnce = 0;
    let overlaps = 0;
    follower.answer = async (call) => {
      const order = orderOf(call);
      called.get(order)?.push(typeOf(call));
      if (running.includes(order)) overlaps += 1;
      running.push(order);
      mostAtOnce = Math.max(mostAtOnce, running.length);
      await sleep(5);
      running.splice(running.indexOf(order), 1);
      if (call.delivery.attempt === 1) throw new Error('not the first time');
      completed.get(order)?.push(typeOf(call));
    };
    await Promise.all(orders.map(runThrough));
    await eventually(
      'all are completed',
      async () => (await app.deliveries.counts()).completed === 80,
    );
    // A failed attempt blocks the payment's later events until its retry.
    const twice = LIFE.flatMap((type) => [type, type]);
    expect([...called]).toEqual(orders.map((order) => [order, twice]));
    expect([...completed]).toEqual(orders.map((order) => [order, LIFE]));
    expect(overlaps).toBe(0);
    // Different payments don't wait for each other.
    expect(mostAtOnce).toBeGreaterThan(1);
  });

  it('receives the next event after one is dead-lettered, and the dead-lettered one when it is replayed', async () => {
    await start({ maxRetryDurationMs: 0 });
    const received: string[] = [];
    let isBroken = true;
    follower.answer = async (call) => {
      if (isBroken && typeOf(call) === 'created') throw new Error('the post office is closed');
      received.push(typeOf(call));
    };
    const transactionId = await create('DEAD-LETTERED');
    await eventually(
      'it is dead-lettered',
      async () => (await app.deliveries.counts()).deadLettered === 1,
    );
    await send(declined(transactionId));
    await send(succeeded(transactionId));
    await eventually(
      'it receives the rest',
      async () => (await app.deliveries.counts()).completed === 2,
    );
    expect(received).toEqual(['declined', 'succeeded']);
    expect(await app.deliveries.counts()).toMatchObject({ pending: 0, deadLettered: 1 });

    isBroken = false;
    const { deliveries } = await app.deliveries.list({ state: 'dead_lettered' });
    await app.deliveries.replay(String(deliveries[0]?.id));
    await eventually(
      'it receives the replayed one',
      async () => (await app.deliveries.counts()).completed === 3,
    );
    expect(received).toEqual(['declined', 'succeeded', 'created']);
  });

  it('is called again, and calls overlap, when it times out and ignores its signal', async () => {
    await start({ timeoutMs: 50, shutdownTimeoutMs: 0 });
    const begun: PaymentDelivery[] = [];
    const ended: number[] = [];
    let end = (): void => undefined;
    follower.answer = async ({ delivery }) => {
      begun.push(delivery);
      if (delivery.attempt === 1) await new Promise<void>((resolve) => (end = resolve));
      ended.push(delivery.attempt);
    };
    await create('IGNORES-SIGNAL');
    await eventually('it is called again', () => begun.length === 2);
    await eventually(
      'the second call completes it',
      async () => (await app.deliveries.counts()).completed === 1,
    );
    const [first, second] = begun;
    expect(first).toMatchObject({ attempt: 1, signal: { aborted: true } });
    expect(second).toMatchObject({ attempt: 2, signal: { aborted: false } });
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
    // The first call is still running. Its end changes nothing.
    expect(ended).toEqual([2]);
    end();
    await eventually('the first call ends', () => ended.length === 2);
    expect(await app.deliveries.counts()).toMatchObject({
      pending: 0,
      completed: 1,
      deadLettered: 0,
    });
    expect(begun).toHaveLength(2);
  });
});
