import fc from 'fast-check';
import type { Outcome } from './shop.model.js';

// So few that answers, webhooks and copies of them meet often; one more than there are, that some belong to nobody.
const ORDERS = ['A', 'B'] as const;
const TRANSACTIONS = ['invoice_A', 'invoice_B', 'invoice_nobody'] as const;

/** What the gateway does when it is asked. */
export type Answer =
  | 'creates'
  | 'creates, answers late'
  | 'creates, loses the answer'
  | 'is not reached'
  | 'refuses'
  | 'confuses orders';

/** What a durable handler does when it is called. */
export type Ending = 'succeeds' | 'fails' | 'hangs';

/** One thing that happens. */
export type Action =
  | { readonly kind: 'create'; readonly order: string; readonly totalAmount: string }
  | { readonly kind: 'webhook'; readonly transaction: string; readonly outcome: Outcome }
  | { readonly kind: 'late answers come' }
  | { readonly kind: 'what hangs ends'; readonly ending: 'succeeds' | 'fails' };

/** What happens at the same instant, some time after the turn before. */
export interface Turn {
  /** In ticks of the model's clock. */
  readonly after: number;
  readonly actions: readonly Action[];
  /** After how many steps towards the database the process is gone, and the one that is started for it, and so on. */
  readonly crashes: readonly number[];
  /** What it ends with. */
  readonly end: 'nothing' | 'restart' | 'replay';
}

/** The history of a shop, as plain data. */
export interface Program {
  /** Whether a second durable handler is there. */
  readonly fulfils: boolean;
  readonly turns: readonly Turn[];
  /** Of one call after the other; whatever is asked beyond them is answered as documented. */
  readonly answers: readonly Answer[];
  /** Of one call after the other; whatever is called beyond them succeeds. */
  readonly endings: readonly Ending[];
}

const webhook = fc.record({
  kind: fc.constant('webhook' as const),
  transaction: fc.constantFrom(...TRANSACTIONS),
  outcome: fc.constantFrom<Outcome>('succeeded', 'declined', 'expired'),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: webhook },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      order: fc.constantFrom(...ORDERS),
      totalAmount: fc.constantFrom('25.00', '25.00', '30.00'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'late answers come' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('what hangs ends' as const),
      ending: fc.constantFrom('succeeds' as const, 'fails' as const),
    }),
  },
);

const turn: fc.Arbitrary<Turn> = fc.record({
  after: fc.nat({ max: 2 }),
  actions: fc.array(action, { maxLength: 4 }),
  crashes: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.nat({ max: 40 }), { maxLength: 2 }) },
  ),
  end: fc.oneof(
    { weight: 4, arbitrary: fc.constant('nothing' as const) },
    { weight: 1, arbitrary: fc.constantFrom('restart' as const, 'replay' as const) },
  ),
});

export const programs: fc.Arbitrary<Program> = fc.record({
  fulfils: fc.constantFrom(false, false, false, true),
  turns: fc.array(turn, { maxLength: 4 }),
  answers: fc.array(
    fc.constantFrom<Answer>(
      'creates',
      'creates',
      'creates, answers late',
      'creates, loses the answer',
      'is not reached',
      'refuses',
      'confuses orders',
    ),
    { maxLength: 5 },
  ),
  endings: fc.array(fc.constantFrom<Ending>('succeeds', 'fails', 'fails', 'hangs'), {
    maxLength: 12,
  }),
});
