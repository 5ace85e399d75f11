import type { OrderPlan } from './kill.plan.js';

export type Outcome = OrderPlan['webhooks'][number]['outcome'];

/** What is known of one order from the outside. */
export interface OrderRecord {
  readonly plan: OrderPlan;
  /** Its create call was answered. */
  isCreated: boolean;
  /** How often the gateway was asked for it, and how often although it had been answered before. */
  asked: number;
  askedAgain: number;
  readonly sent: Set<Outcome>;
  /** Answered with 200. */
  readonly acknowledged: Set<Outcome>;
}

/** What a shop was told and what it has promised, over all its lives. */
export class Promises {
  readonly orders = new Map<string, OrderRecord>();
  /** 200s so far. */
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
    if (!record) throw new Error(`nobody ordered ${order}`);
    return record;
  }

  acknowledge(order: string, outcome: Outcome): void {
    this.of(order).acknowledged.add(outcome);
    this.count += 1;
  }
}
