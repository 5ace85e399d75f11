import type { Sandbox } from 'ovgc-sandbox';
import { TEST_CARDS } from 'ovgc-sandbox';
import { eventually } from './app.js';
import { postJson, type RunningShop } from './shop.js';

const PATIENCE_MS = 400;
const MOST_TRIES = 12;

/** The orders of four customers: one pays, one pays with a second card, one cancels, one goes away. */
export interface Orders {
  readonly paid: string;
  readonly paidLater: string;
  readonly cancelled: string;
  readonly left: string;
}

/** A shop, and the gateway that it is paid through. */
export interface Market {
  readonly sandbox: Sandbox;
  readonly shop: RunningShop;
}

/**
 * Lets four customers order, and do what they do again and again until the gateway has it.
 *
 * @param isQuick whether the first one pays before the shop has its answer.
 */
export async function takeOrders({ sandbox, shop }: Market, isQuick: boolean): Promise<Orders> {
  const paid = isQuick ? await orderPaidBeforeTheAnswer(sandbox, shop) : await order(shop);
  await customer(sandbox, () => sandbox.pay(paid), paid, 'Paid');
  const paidLater = await order(shop);
  await customer(sandbox, () => sandbox.pay(paidLater, TEST_CARDS.declined), paidLater, 'Declined');
  await customer(sandbox, () => sandbox.pay(paidLater), paidLater, 'Paid');
  const cancelled = await order(shop);
  await customer(sandbox, () => sandbox.cancel(cancelled), cancelled, 'Declined');
  const left = await order(shop);
  await sandbox.idle();
  return { paid, paidLater, cancelled, left };
}

/** Orders, and asks for the payment page again for as long as the shop cannot open it. */
async function order(shop: RunningShop): Promise<string> {
  const body = { sku: 'night-heron', email: 'ada@example.com' };
  let answer = await postJson(`${shop.url}/orders`, body);
  const { orderUuid } = (await answer.json()) as { orderUuid: string };
  for (let tries = 1; answer.status >= 500 && tries <= MOST_TRIES; tries += 1) {
    answer = await postJson(`${shop.url}/orders/${orderUuid}/pay`);
    await answer.arrayBuffer();
  }
  // 409: it is paid by now.
  if (answer.status === 201 || answer.status === 409) return orderUuid;
  throw new Error(`the payment page of ${orderUuid} did not open: ${answer.status}`);
}

/** The customer pays as soon as the gateway knows the order, before the shop does. */
async function orderPaidBeforeTheAnswer(sandbox: Sandbox, shop: RunningShop): Promise<string> {
  const [before] = await sandbox.payments.list({ limit: 1 });
  const ordering = order(shop);
  let payment = before;
  await eventually('the gateway knows the order', async () => {
    [payment] = await sandbox.payments.list({ limit: 1 });
    return payment?.transactionId !== before?.transactionId;
  });
  await sandbox.pay(payment!.transactionId);
  return ordering;
}

/** Does what a customer does, and again when the page does not answer, until the gateway has it. */
async function customer(
  sandbox: Sandbox,
  act: () => Promise<unknown>,
  orderUuid: string,
  status: string,
) {
  const arrived = async () => (await sandbox.payments.findByOrder(orderUuid))?.status === status;
  for (let tries = 1; !(await arrived()); tries += 1) {
    if (tries > MOST_TRIES) throw new Error(`the customer of ${orderUuid} gave up`);
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    await Promise.race([act().catch(() => {}), patience]);
  }
}
