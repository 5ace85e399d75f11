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

describe('a durable handler that follows each payment from beginning to end', () => {
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

  /** A payment that is declined, paid all the same, and then said to have expired. */
  async function live(order: string): Promise<void> {
    const transactionId = await create(order);
    await send(declined(transactionId));
    await send(succeeded(transactionId));
    await send({ ...declined(transactionId), payment_status: 'payment.expired' });
  }

  it('hears of it in the order in which it happened, one at a time, whatever fails', async () => {
    await start({ concurrency: 50 });
    const orders = Array.from({ length: 20 }, (_, i) => `MANY-${i}`);
    const begun = new Map<string, string[]>(orders.map((order) => [order, []]));
    const heard = new Map<string, string[]>(orders.map((order) => [order, []]));
    const atWork: string[] = [];
    let most = 0;
    let together = 0;
    follower.answer = async (call) => {
      const order = orderOf(call);
      begun.get(order)?.push(typeOf(call));
      if (atWork.includes(order)) together += 1;
      atWork.push(order);
      most = Math.max(most, atWork.length);
      await sleep(5);
      atWork.splice(atWork.indexOf(order), 1);
      if (call.delivery.attempt === 1) throw new Error('not at once');
      heard.get(order)?.push(typeOf(call));
    };
    await Promise.all(orders.map(live));
    await eventually('all is heard', async () => (await app.deliveries.counts()).done === 80);
    // Each try that fails holds up what comes after it.
    const twice = LIFE.flatMap((type) => [type, type]);
    expect([...begun]).toEqual(orders.map((order) => [order, twice]));
    expect([...heard]).toEqual(orders.map((order) => [order, LIFE]));
    expect(together).toBe(0);
    // Different payments do not wait for one another.
    expect(most).toBeGreaterThan(1);
  });

  it('hears of what comes next when it was given up, and of what it missed when that is replayed', async () => {
    await start({ maxRetryDurationMs: 0 });
    const heard: string[] = [];
    let isBroken = true;
    follower.answer = async (call) => {
      if (isBroken && typeOf(call) === 'created') throw new Error('the post office is closed');
      heard.push(typeOf(call));
    };
    const transactionId = await create('GIVEN-UP');
    await eventually('it is given up', async () => (await app.deliveries.counts()).failed === 1);
    await send(declined(transactionId));
    await send(succeeded(transactionId));
    await eventually('it hears the rest', async () => (await app.deliveries.counts()).done === 2);
    expect(heard).toEqual(['declined', 'succeeded']);
    expect(await app.deliveries.counts()).toMatchObject({ pending: 0, failed: 1 });

    isBroken = false;
    const { deliveries } = await app.deliveries.list({ state: 'failed' });
    await app.deliveries.replay(String(deliveries[0]?.id));
    await eventually('it hears that, too', async () => (await app.deliveries.counts()).done === 3);
    expect(heard).toEqual(['declined', 'succeeded', 'created']);
  });

  it('counts as ended when it takes too long and does not heed its signal, and is called beside itself', async () => {
    await start({ timeoutMs: 50, shutdownTimeoutMs: 0 });
    const begun: PaymentDelivery[] = [];
    const ended: number[] = [];
    let end = (): void => undefined;
    follower.answer = async ({ delivery }) => {
      begun.push(delivery);
      if (delivery.attempt === 1) await new Promise<void>((resolve) => (end = resolve));
      ended.push(delivery.attempt);
    };
    await create('DEAF');
    await eventually('it is called again', () => begun.length === 2);
    await eventually('that is enough', async () => (await app.deliveries.counts()).done === 1);
    const [first, second] = begun;
    expect(first).toMatchObject({ attempt: 1, signal: { aborted: true } });
    expect(second).toMatchObject({ attempt: 2, signal: { aborted: false } });
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
    // The earlier call has not ended yet, and when it does that changes nothing any more.
    expect(ended).toEqual([2]);
    end();
    await eventually('the earlier one ends', () => ended.length === 2);
    expect(await app.deliveries.counts()).toMatchObject({ pending: 0, done: 1, failed: 0 });
    expect(begun).toHaveLength(2);
  });
});
