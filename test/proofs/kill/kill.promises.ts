import type { OrderPlan } from './kill.plan.js';

export type Outcome = OrderPlan['webhooks'][number]['outcome'];

/** What the outside world knows of one order. */
export interface OrderRecord {
  readonly plan: OrderPlan;
  /** Whether its create call was answered. */
  isCreated: boolean;
  /** How often the gateway was asked for it, and how often after the create call had been answered. */
  asked: number;
  askedAgain: number;
  readonly sent: Set<Outcome>;
  /** The webhooks that were answered with 200. */
  readonly acknowledged: Set<Outcome>;
}

/** What a shop was sent and what it has promised, over all its processes. */
export class Promises {
  readonly orders = new Map<string, OrderRecord>();
  /** How many webhooks were answered with 200 so far. */
  count = 0;

  begin(order: string, plan: OrderPlan): void {
    this.orders.set(order, {
      plan,
      isCreated: false,
      asked: 0,
      askedAgain: 0,
      sent: new Set(),
      acknowledged: new Set(),
    });
  }

  of(order: string): OrderRecord {
    const record = this.orders.get(order);
    if (!record) throw new Error(`there is no order ${order}`);
    return record;
  }

  acknowledge(order: string, outcome: Outcome): void {
    this.of(order).acknowledged.add(outcome);
    this.count += 1;
  }
}
