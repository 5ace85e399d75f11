import fc from 'fast-check';
import type { HandlerPlan } from '../../support/shop-process/shop.messages.js';

/** What happens to one order. */
export interface OrderPlan extends HandlerPlan {
  /** The webhooks in the order in which they are sent, each after the answer to the one before. */
  readonly webhooks: readonly {
    readonly outcome: 'succeeded' | 'declined';
    /** How many duplicates are sent at the same instant, with the first one. */
    readonly copies: number;
  }[];
  /** Whether the webhooks are sent without waiting for the answer of the create call. */
  readonly isEarly: boolean;
  /** How long the gateway takes to answer, in milliseconds; null resets the first connection instead. */
  readonly gatewayMs: number | null;
}

/** When a process is killed. */
export type Ending =
  /** While it opens and recovers the ledger. */
  | { readonly kind: 'starting'; readonly afterMs: number }
  /** Right after so many 200s, when most of their work is still to be done. */
  | { readonly kind: 'promised'; readonly promises: number; readonly afterMs: number }
  /** At any time. */
  | { readonly kind: 'loaded'; readonly afterMs: number }
  /** While it shuts down. */
  | { readonly kind: 'draining'; readonly closeAfterMs: number; readonly afterMs: number };

/** What happens to one process of a shop. */
export interface LifePlan {
  readonly orders: readonly OrderPlan[];
  /** The earlier orders whose webhooks are sent again, counted back from the last one. */
  readonly again: readonly number[];
  readonly ending: Ending;
}

const upTo = (most: number) => fc.integer({ min: 0, max: most });

const orders: fc.Arbitrary<OrderPlan> = fc.record({
  webhooks: fc.array(
    fc.record({
      outcome: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'declined' as const),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  isEarly: fc.boolean(),
  gatewayMs: fc.oneof(
    { weight: 6, arbitrary: upTo(2) },
    { weight: 6, arbitrary: upTo(60) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  failures: fc.oneof(fc.constant(0), upTo(3)),
  slowMs: fc.oneof(fc.constant(0), fc.constant(0), upTo(150)),
});

const endings: fc.Arbitrary<Ending> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('starting' as const), afterMs: upTo(80) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('promised' as const),
      promises: fc.integer({ min: 1, max: 25 }),
      afterMs: upTo(2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('loaded' as const), afterMs: upTo(300) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('draining' as const),
      closeAfterMs: upTo(150),
      afterMs: upTo(120),
    }),
  },
);

const lives: fc.Arbitrary<LifePlan> = fc.record({
  orders: fc.array(orders, { minLength: 5, maxLength: 30, size: 'max' }),
  again: fc.array(upTo(100), { maxLength: 5 }),
  ending: endings,
});

/** Plans the processes of one shop; the same seed gives the same plans. */
export function livesOf(seed: number, howMany: number): readonly LifePlan[] {
  return fc.sample(fc.noBias(lives), { seed, numRuns: howMany });
}
