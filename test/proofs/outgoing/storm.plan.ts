import fc from 'fast-check';
import { request } from '../../support/app.js';

/** One call of createPaymentRequest. */
export interface PlannedCall {
  /** Identifies its requests at the gateway. */
  readonly id: string;
  readonly order: string;
  /** In major units. */
  readonly amount: string;
}

/** One call in so many asks for another amount than the order's usual one. */
const OTHER_AMOUNT = 20;

/**
 * Plans several calls for each order, often while an earlier one is still under way.
 *
 * @param shop a digit that tells the orders of one shop from another's
 */
export function callsOf(shop: number, seed: number, count: number): readonly PlannedCall[] {
  const orders = Math.max(1, Math.floor(count / 3));
  // Three calls an order on average, near each other.
  const near = fc.record({
    ahead: fc.nat({ max: 30 }),
    isOther: fc.nat({ max: OTHER_AMOUNT - 1 }).map((n) => n === 0),
  });
  return fc.sample(near, { seed: seed + shop, numRuns: count }).map(({ ahead, isOther }, i) => {
    const number = (Math.floor(i / 3) + ahead) % orders;
    const order = `ORDER-${shop}${String(number).padStart(6, '0')}`;
    return {
      id: `call ${shop}.${i}`,
      order,
      amount: isOther ? otherAmount(order) : usualAmount(order),
    };
  });
}

/** What an order costs; the orders go through every number of cents. */
export function usualAmount(order: string): string {
  const cents = (Number(order.slice(-6)) * 37) % 100_000;
  return `${1 + Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

export function otherAmount(order: string): string {
  return `${Number(usualAmount(order).split('.')[0]) + 1000}.50`;
}

/** The request of a call. */
export function requestOf({ id, order, amount }: PlannedCall) {
  return { ...request(order), totalAmount: amount, productTitle: id, email: emailOf(order) };
}

export function emailOf(order: string): string {
  return `${order.toLowerCase()}@example.com`;
}
