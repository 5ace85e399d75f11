import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderJson } from '../../apps/shop/src/orders/order.js';
import { declined, SECRET, succeeded } from '../support/app.js';
import { created, startGateway, transactionOf, type ScriptedGateway } from '../support/gateway.js';
import { postJson, startShop, type RunningShop } from '../support/shop.js';

const WINDOW_MS = 30 * 60 * 1000;

describe('an order of the shop', () => {
  let gateway: ScriptedGateway;
  let shop: RunningShop;
  let now = Date.now;

  beforeAll(async () => {
    gateway = await startGateway();
    shop = await startShop({
      baseUrl: gateway.baseUrl,
      webhookSecret: SECRET,
      now: () => now(),
    });
  });
  afterEach(() => {
    now = Date.now;
  });
  afterAll(async () => {
    await shop.close();
    await gateway.close();
  });

  it('is fulfilled by the webhook', async () => {
    const { orderUuid } = await shop.order();
    expect(await webhook(shop, succeeded(transactionOf(orderUuid)))).toBe(200);
    expect(await shop.until(orderUuid, 'Paid')).toEqual({
      orderUuid,
      status: 'Paid',
      amount: 25,
      transactionId: transactionOf(orderUuid),
      fulfilments: 1,
    });
  });

  it('is not fulfilled by the browser that comes back', async () => {
    const { orderUuid } = await shop.order();
    await fetch(`${shop.url}/orders/${orderUuid}`, { headers: { accept: 'text/html' } });
    expect(await shop.show(orderUuid)).toMatchObject({ status: 'Pending', fulfilments: 0 });
  });

  it('is not fulfilled by a webhook with a wrong secret', async () => {
    const { orderUuid } = await shop.order();
    const forged = { ...succeeded(transactionOf(orderUuid)), webhook_secret: 'guessed' };
    expect(await webhook(shop, forged)).toBe(401);
    expect(await shop.show(orderUuid)).toMatchObject({ status: 'Pending', fulfilments: 0 });
  });

  it('is fulfilled once by twenty copies of the webhook at the same instant', async () => {
    const { orderUuid } = await shop.order();
    const copies = Array.from({ length: 20 }, () =>
      webhook(shop, succeeded(transactionOf(orderUuid))),
    );
    expect(new Set(await Promise.all(copies))).toEqual(new Set([200]));
    await shop.until(orderUuid, 'Paid');
    await webhook(shop, succeeded(transactionOf(orderUuid)));
    await orderAfterwards(shop);
    expect(await shop.show(orderUuid)).toMatchObject({ status: 'Paid', fulfilments: 1 });
  });

  it('is fulfilled when the webhook comes before the answer that it belongs to', async () => {
    gateway.next(async (call, response) => {
      await webhook(shop, succeeded(transactionOf(String(call.body['order_uuid']))));
      created(call, response);
    });
    const { orderUuid } = await shop.order();
    expect(await shop.until(orderUuid, 'Paid')).toMatchObject({ fulfilments: 1 });
  });

  it('is paid after a decline, by a second card', async () => {
    const { orderUuid } = await shop.order();
    await webhook(shop, declined(transactionOf(orderUuid)));
    await shop.until(orderUuid, 'Declined');
    await webhook(shop, succeeded(transactionOf(orderUuid)));
    expect(await shop.until(orderUuid, 'Paid')).toMatchObject({ fulfilments: 1 });
  });

  it('stays paid when a decline comes after it', async () => {
    const { orderUuid } = await shop.order();
    await webhook(shop, succeeded(transactionOf(orderUuid)));
    await shop.until(orderUuid, 'Paid');
    await webhook(shop, declined(transactionOf(orderUuid)));
    await orderAfterwards(shop);
    expect(await shop.show(orderUuid)).toMatchObject({ status: 'Paid', fulfilments: 1 });
  });

  it('expires with its window, and is paid by money that comes late', async () => {
    const { orderUuid } = await shop.order();
    now = () => Date.now() + WINDOW_MS + 1;
    await webhook(shop, declined(transactionOf(orderUuid)));
    await shop.until(orderUuid, 'Expired');
    await webhook(shop, succeeded(transactionOf(orderUuid)));
    expect(await shop.until(orderUuid, 'Paid')).toMatchObject({ fulfilments: 1 });
  });

  describe('that was declined', () => {
    let orderUuid: string;

    beforeEach(async () => {
      ({ orderUuid } = await shop.order('tide-tables'));
      await webhook(shop, declined(transactionOf(orderUuid)));
      await shop.until(orderUuid, 'Declined');
    });

    it('is tried again under a new id, once for two clicks', async () => {
      const answers = await Promise.all([retry(shop, orderUuid), retry(shop, orderUuid)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const [first, second] = await Promise.all(
        answers.map(async (answer) => (await answer.json()) as { orderUuid: string }),
      );
      expect(second).toEqual(first);
      expect(first?.orderUuid).not.toBe(orderUuid);
      expect(await shop.show(first?.orderUuid ?? '')).toMatchObject({
        status: 'Pending',
        amount: 19.99,
      });
    });

    it('says where it was tried again, and lets nobody pay that twice', async () => {
      const again = (await (await retry(shop, orderUuid)).json()) as { orderUuid: string };
      await webhook(shop, succeeded(transactionOf(again.orderUuid)));
      await shop.until(again.orderUuid, 'Paid');

      const answer = await retry(shop, orderUuid);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ message: `order ${again.orderUuid} is paid` });

      const page = await fetch(`${shop.url}/orders/${orderUuid}`, {
        headers: { accept: 'text/html' },
      });
      expect(await page.text()).toContain(`href="/orders/${again.orderUuid}"`);
    });

    it('is not paid as it is', async () => {
      const answer = await postJson(`${shop.url}/orders/${orderUuid}/pay`);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({
        message: expect.stringContaining(`POST /orders/${orderUuid}/retry`),
      });
    });
  });

  it('can not be tried again while it waits, or once it is paid', async () => {
    const { orderUuid } = await shop.order();
    expect((await retry(shop, orderUuid)).status).toBe(409);
    await webhook(shop, succeeded(transactionOf(orderUuid)));
    await shop.until(orderUuid, 'Paid');
    expect((await retry(shop, orderUuid)).status).toBe(409);
    expect((await postJson(`${shop.url}/orders/${orderUuid}/pay`)).status).toBe(409);
  });

  it('tells who listens how it stands, and each change', async () => {
    const { orderUuid } = await shop.order();
    const events = await listen(shop, orderUuid);
    expect(await events.next()).toMatchObject({ status: 'Pending', fulfilments: 0 });
    await webhook(shop, declined(transactionOf(orderUuid)));
    expect(await events.next()).toMatchObject({ status: 'Declined', fulfilments: 0 });
    await webhook(shop, succeeded(transactionOf(orderUuid)));
    expect(await events.next()).toEqual(await shop.show(orderUuid));
    expect(await shop.show(orderUuid)).toMatchObject({ status: 'Paid', fulfilments: 1 });
    await events.leave();
  });
});

describe('the shop that restarts', () => {
  it('still has its orders, and takes their webhooks', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'shop-restart-'));
    const gateway = await startGateway();
    const options = { baseUrl: gateway.baseUrl, webhookSecret: SECRET, dataDir };
    const before = await startShop(options);
    const { orderUuid } = await before.order();
    await before.close();

    const after = await startShop(options);
    await webhook(after, succeeded(transactionOf(orderUuid)));
    expect(await after.until(orderUuid, 'Paid')).toMatchObject({ fulfilments: 1 });
    await after.close();
    await gateway.close();
    await rm(dataDir, { recursive: true });
  });

  it('ends the streams that are open', async () => {
    const gateway = await startGateway();
    const shop = await startShop({ baseUrl: gateway.baseUrl });
    const { orderUuid } = await shop.order();
    const events = await listen(shop, orderUuid);
    await events.next();
    await shop.close();
    expect(await events.next()).toBeUndefined();
    await gateway.close();
  });
});

async function webhook({ url }: RunningShop, body: object): Promise<number> {
  return (await postJson(`${url}/webhooks/ovgc`, body)).status;
}

function retry({ url }: RunningShop, orderUuid: string): Promise<Response> {
  return postJson(`${url}/orders/${orderUuid}/retry`);
}

/** Handlers are called in the order of their webhooks: once this one's order is paid, earlier ones have been heard. */
async function orderAfterwards(shop: RunningShop): Promise<void> {
  const { orderUuid } = await shop.order();
  await webhook(shop, succeeded(transactionOf(orderUuid)));
  await shop.until(orderUuid, 'Paid');
}

/** Reads an order's event stream, as an EventSource would. */
async function listen({ url }: RunningShop, orderUuid: string) {
  const answer = await fetch(`${url}/orders/${orderUuid}/events`, {
    headers: { accept: 'text/event-stream' },
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const orders = ordersIn(answer.body as AsyncIterable<Uint8Array>);
  return {
    /** The next order that is sent; undefined at the end of the stream. */
    next: async () => (await orders.next()).value,
    leave: () => orders.return(undefined),
  };
}

async function* ordersIn(stream: AsyncIterable<Uint8Array>): AsyncGenerator<OrderJson, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of stream) {
    const messages = (text + decoder.decode(bytes, { stream: true })).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (data !== undefined) yield JSON.parse(data) as OrderJson;
    }
  }
  return undefined;
}
