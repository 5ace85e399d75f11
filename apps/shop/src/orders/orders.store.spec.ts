import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Payment } from 'nestjs-ovgc';
import { CATALOG } from '../catalog/catalog.js';
import type { Product } from '../catalog/product.js';
import { orderFor, retryOf, type Order } from './order.js';
import { OrdersDatabase } from './orders.database.js';
import { OrdersStore } from './orders.store.js';

const [print] = CATALOG as [Product];

describe('the store of orders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-orders-'));
  const ordersFile = join(folder, 'made', 'on', 'the', 'way', 'shop.db');
  let database: OrdersDatabase;
  let store: OrdersStore;
  let order: Order;

  async function open(): Promise<void> {
    database = new OrdersDatabase({ ordersFile });
    await database.onModuleInit();
    store = new OrdersStore(database);
  }

  beforeAll(open);
  beforeEach(async () => {
    order = await store.add(orderFor(print, 'ada@example.com'));
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    rmSync(folder, { recursive: true });
  });

  it('keeps an order over a restart', async () => {
    await database.onApplicationShutdown();
    await open();
    expect(await store.find(order.orderUuid)).toEqual(order);
    expect(order).toMatchObject({
      status: 'Pending',
      amount: print.amount,
      checkout: null,
      fulfilments: 0,
    });
  });

  it('is readable by its owner alone, and so is a file that was not', async () => {
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    const files = [ordersFile, `${ordersFile}-wal`, `${ordersFile}-shm`];
    expect(files.map(modeOf)).toEqual([0o600, 0o600, 0o600]);
    expect(modeOf(dirname(ordersFile))).toBe(0o700);
    await database.onApplicationShutdown();
    files.filter((path) => existsSync(path)).forEach((path) => chmodSync(path, 0o644));
    await open();
    await store.newest(1);
    expect(files.map(modeOf)).toEqual([0o600, 0o600, 0o600]);
  });

  it('lists the newest orders first', async () => {
    const newer = await store.add(orderFor(print, 'ada@example.com'));
    expect((await store.newest(1)).map(({ orderUuid }) => orderUuid)).toEqual([newer.orderUuid]);
  });

  describe('when an order is fulfilled', () => {
    it('marks it paid and counts one fulfilment', async () => {
      expect(await store.fulfil(paymentOf(order), 'delivery 1')).toBe(true);
      expect(await store.find(order.orderUuid)).toMatchObject({
        status: 'Paid',
        paidAt: expect.any(Date),
        checkout: { transactionId: `invoice_${order.orderUuid}` },
        fulfilments: 1,
      });
    });

    it('does nothing for the same delivery again', async () => {
      await store.fulfil(paymentOf(order), 'delivery 2');
      const fulfilled = await store.find(order.orderUuid);
      expect(await store.fulfil(paymentOf(order), 'delivery 2')).toBe(false);
      expect(await store.find(order.orderUuid)).toEqual(fulfilled);
    });

    it('fulfils once when deliveries come twenty at once', async () => {
      const payment = paymentOf(order);
      const fulfilled = await Promise.all(
        Array.from({ length: 20 }, () => store.fulfil(payment, 'delivery 3')),
      );
      expect(fulfilled.filter(Boolean)).toHaveLength(1);
      expect(await store.find(order.orderUuid)).toMatchObject({ fulfilments: 1 });
    });

    it('does not hide a second fulfilment by another delivery', async () => {
      await store.fulfil(paymentOf(order), 'delivery 4');
      await store.fulfil(paymentOf(order), 'delivery 5');
      expect(await store.find(order.orderUuid)).toMatchObject({ fulfilments: 2 });
    });

    it('refuses an order that the shop does not have, and forgets the delivery', async () => {
      const payment = { ...paymentOf(order), orderUuid: 'not-ours' };
      await expect(store.fulfil(payment, 'delivery 6')).rejects.toThrow(
        'order not-ours was paid, but the shop has no such order',
      );
      expect(await store.fulfil(paymentOf(order), 'delivery 6')).toBe(true);
    });
  });

  describe('when a payment fails', () => {
    it.each(['Declined', 'Expired'] as const)('closes the order as %s', async (status) => {
      expect(await store.close(order.orderUuid, status)).toBe(true);
      expect(await store.find(order.orderUuid)).toMatchObject({ status });
    });

    it('leaves a paid order paid', async () => {
      await store.fulfil(paymentOf(order), `fulfils ${order.orderUuid}`);
      expect(await store.close(order.orderUuid, 'Declined')).toBe(false);
      expect(await store.find(order.orderUuid)).toMatchObject({ status: 'Paid' });
    });

    it('lets late money win', async () => {
      await store.close(order.orderUuid, 'Expired');
      await store.fulfil(paymentOf(order), `fulfils ${order.orderUuid}`);
      expect(await store.find(order.orderUuid)).toMatchObject({ status: 'Paid', fulfilments: 1 });
    });

    it('has one retry, however often it is asked for', async () => {
      const [first, second] = await Promise.all([
        store.add(retryOf(order)),
        store.add(retryOf(order)),
      ]);
      expect(second).toEqual(first);
      expect(first).toMatchObject({ retryOf: order.orderUuid, amount: order.amount });
      expect(first.orderUuid).not.toBe(order.orderUuid);
      expect(await store.find(order.orderUuid)).toMatchObject({ retriedAs: first.orderUuid });
    });
  });

  it('takes the payment page of an order that was paid before the gateway answered', async () => {
    await store.fulfil(paymentOf(order), `fulfils ${order.orderUuid}`);
    await store.attachCheckout(paymentOf(order));
    expect(await store.find(order.orderUuid)).toMatchObject({
      status: 'Paid',
      checkout: { url: `https://gateway.example/checkout/${order.orderUuid}` },
    });
  });
});

function paymentOf({ orderUuid, amount, email }: Order): Payment {
  const now = new Date();
  return {
    account: 'default',
    orderUuid,
    transactionId: `invoice_${orderUuid}`,
    url: `https://gateway.example/checkout/${orderUuid}`,
    status: 'Paid',
    amount,
    currency: 'USD',
    email,
    productTitle: null,
    metadata: {},
    createdAt: now,
    expiresAt: now,
    paidAt: now,
    updatedAt: now,
    gatewayStatus: null,
    checkedAt: null,
  };
}
