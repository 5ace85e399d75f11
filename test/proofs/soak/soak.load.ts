import { request, succeeded } from '../../support/app.js';
import { transactionOf } from '../../support/gateway.js';
import { failuresOf, isDuplicate, pick } from './soak.chance.js';
import type { SoakShop } from './soak.shop.js';

/** How many webhooks before its own an order is created, and how far back a duplicate reaches. */
const LEAD = 400;
const REACH = 1000;

/** What a shop is sent, and how it answers. */
export class SoakLoad {
  /** How long each webhook waited for its answer, from when it was due, in milliseconds. */
  readonly waits: number[] = [];
  /** The orders whose success was answered 200. */
  readonly acknowledged = new Set<string>();
  /** The calls that weren't answered as they should be. */
  readonly failures: string[] = [];

  constructor(
    private readonly shop: SoakShop,
    private readonly seed: number,
  ) {}

  /** Creates the orders whose webhooks come first. */
  async begin(): Promise<void> {
    for (let nth = 0; nth < LEAD; nth += 1) await this.create(nth);
  }

  /** Sends the nth webhook, and creates the order of a later one. */
  async step(nth: number, dueAt: number): Promise<void> {
    const creating = this.create(nth + LEAD);
    const order = this.orderOf(nth);
    const status = await this.shop
      .post('/webhooks/ovgc', succeeded(transactionOf(order)))
      .catch((error: unknown) => String(error));
    this.waits.push(performance.now() - dueAt);
    if (status === 200) this.acknowledged.add(order);
    else this.failures.push(`webhook of ${order}: ${status}`);
    await creating;
  }

  private async create(nth: number): Promise<void> {
    if (isDuplicate(this.seed, nth)) return;
    const orderUuid = this.orderOf(nth);
    const metadata = { failures: failuresOf(this.seed, orderUuid), slowMs: 0 };
    const status = await this.shop
      .post('/orders', { ...request(orderUuid), metadata })
      .catch((error: unknown) => String(error));
    if (status !== 201) this.failures.push(`order ${orderUuid}: ${status}`);
  }

  /** The order of the nth webhook; a duplicate has the order of an earlier one. */
  private orderOf(nth: number): string {
    let original = nth;
    if (isDuplicate(this.seed, nth)) original -= pick(this.seed, nth, Math.min(nth, REACH)) + 1;
    while (isDuplicate(this.seed, original)) original -= 1;
    return `ORDER-${original}`;
  }
}
