import type { FaultTarget, Sandbox } from 'ovgc-sandbox';
import { createSandbox, FAULT_KINDS } from 'ovgc-sandbox';
import type { OrderJson } from '../../apps/shop/src/orders/order.js';
import { eventually } from '../support/app.js';
import { takeOrders, type Orders } from '../support/shop.customers.js';
import { startShop, type RunningShop } from '../support/shop.js';
import { rowsOf, type Row } from './under-faults.rows.js';

let sandbox: Sandbox;
let shop: RunningShop;
let told: string[] = [];
const paidOrders: string[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ webhookTimeoutMs: 300, log: (line) => told.push(line) });
  shop = await startShop({
    baseUrl: sandbox.apiUrl,
    gateway: { timeoutMs: 300 },
    sandboxUrl: sandbox.url,
  });
  sandbox.setWebhookUrl(`${shop.url}/webhooks/ovgc`);
});
afterAll(async () => {
  // The sandbox first: a shop waits for the calls that it is answering.
  await sandbox.close();
  await shop.close();
});

const show = (orderUuid: string) => shop.show(orderUuid);
const isOver = ({ status }: OrderJson) => status !== 'Pending';

async function expectPaid(orderUuid: string): Promise<void> {
  paidOrders.push(orderUuid);
  await shop.until(orderUuid, 'Paid');
  expect(await show(orderUuid)).toMatchObject({ status: 'Paid', fulfilments: 1 });
}

async function expectUnpaid(orderUuid: string): Promise<void> {
  await eventually(`order ${orderUuid} is over`, async () => isOver(await show(orderUuid)));
  const { status, fulfilments } = await show(orderUuid);
  expect(['Declined', 'Expired']).toContain(status);
  expect(fulfilments).toBe(0);
}

async function expectUntold(orderUuid: string): Promise<void> {
  expect(await show(orderUuid)).toMatchObject({
    status: expect.stringMatching(/^(?:Pending|Declined|Expired)$/),
    fulfilments: 0,
  });
}

/** Which of an order's webhooks were dropped for ever. */
async function droppedOf(orderUuid: string) {
  const payment = await sandbox.payments.findByOrder(orderUuid);
  const entries = await sandbox.webhooks({ transactionId: payment!.transactionId });
  return entries.filter(({ state }) => state === 'dropped');
}

async function expectRight({ paid, paidLater, cancelled, left }: Orders): Promise<void> {
  await expectPaid(paid);
  await expectPaid(paidLater);
  await expectUnpaid(cancelled);
  await expectUnpaid(left);
}

/** Where the gateway keeps silent nobody can know: nothing is fulfilled, until the webhook is sent again by hand. */
async function expectUntoldUntilResent({ paid, paidLater, cancelled, left }: Orders) {
  for (const orderUuid of [paid, paidLater, cancelled]) {
    const dropped = await droppedOf(orderUuid);
    if (dropped.some(({ event }) => event === 'payment.succeeded')) await expectUntold(orderUuid);
    for (const { id } of dropped.toReversed()) await sandbox.resend(id);
  }
  await expectRight({ paid, paidLater, cancelled, left });
}

describe.each(Object.keys(FAULT_KINDS) as FaultTarget[])(
  'a shop, while %s faults act',
  (target) => {
    const rows = rowsOf(target);
    const right = rows.filter(({ end }) => end === 'right');
    const untold = rows.filter(({ end }) => end === 'untold');

    async function endOf(row: Row): Promise<Orders> {
      told = [];
      sandbox.faults.add(row.fault);
      const orders = await takeOrders({ sandbox, shop }, row.fault.kind === 'reorder');
      sandbox.faults.clear();
      expect(told.filter((line) => line.includes(`${row.fault.kind} affects`))).not.toEqual([]);
      await sandbox.clock.advance('5m');
      await sandbox.clock.advance('31m');
      return orders;
    }

    it.each(right.map((row) => [row.name, row] as const))(
      'fulfils what is paid once, and nothing else: %s',
      async (_name, row) => expectRight(await endOf(row)),
    );

    if (untold.length === 0) return;
    it.each(untold.map((row) => [row.name, row] as const))(
      'fulfils nothing that it is never told of, and once what is sent again: %s',
      async (_name, row) => expectUntoldUntilResent(await endOf(row)),
    );
  },
);

it('has fulfilled no order a second time by whatever came later', async () => {
  expect(paidOrders.length).toBeGreaterThan(0);
  const fulfilments = await Promise.all(paidOrders.map(async (id) => (await show(id)).fulfilments));
  expect(new Set(fulfilments)).toEqual(new Set([1]));
});
