import fc from 'fast-check';
import type { Outcome } from './settlement.model.js';

/** One thing that happens. */
export type Action =
  | { readonly kind: 'intent'; readonly order: string }
  | { readonly kind: 'answer'; readonly order: string; readonly transaction: string }
  | { readonly kind: 'webhook'; readonly transaction: string; readonly outcome: Outcome };

/** What happens at the same instant, some time after the turn before. */
export interface Turn {
  readonly after: number;
  readonly actions: readonly Action[];
  /** Whether expired windows and unmatched webhooks are looked for at its end. */
  readonly sweep: boolean;
}

// So few that answers, webhooks and copies of them meet often; one transaction too many, that some belong to nobody.
const order = fc.constantFrom('A', 'B');
const transaction = fc.constantFrom('invoice_1', 'invoice_2', 'invoice_3');
const outcome = fc.constantFrom<Outcome>('succeeded', 'declined', 'expired');

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('intent' as const), order }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), order, transaction }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('webhook' as const), transaction, outcome }),
  },
);

const turn: fc.Arbitrary<Turn> = fc.record({
  after: fc.nat({ max: 20 }),
  actions: fc.array(action, { maxLength: 5 }),
  sweep: fc.boolean(),
});

/** A history of two orders. */
export const programs: fc.Arbitrary<readonly Turn[]> = fc.array(turn, { maxLength: 8 });
