import fc from 'fast-check';
import type { Reaction } from '../../support/gateway.in-process.js';
import type { Outcome } from './shop.model.js';

// Few orders, so that answers, webhooks and duplicates often meet; one transaction is unknown to the shop.
const ORDERS = ['A', 'B'] as const;
const TRANSACTIONS = ['invoice_A', 'invoice_B', 'invoice_nobody'] as const;

/** What a durable handler does when it is called. */
export type Ending = 'succeeds' | 'fails' | 'hangs';

/** Something that happens. */
export type Action =
  | { readonly kind: 'create'; readonly order: string; readonly totalAmount: string }
  | { readonly kind: 'webhook'; readonly transaction: string; readonly outcome: Outcome }
  | { readonly kind: 'late answers arrive' }
  | { readonly kind: 'hanging handlers end'; readonly ending: 'succeeds' | 'fails' };

/** Actions that happen at the same instant, some time after the turn before. */
export interface Turn {
  /** In ticks of the model's clock. */
  readonly after: number;
  readonly actions: readonly Action[];
  /** After how many steps towards the database the process crashes, then the process that replaces it, and so on. */
  readonly crashes: readonly number[];
  /** What it ends with. */
  readonly end: 'nothing' | 'restart' | 'replay';
}

/** What happens to a shop, as plain data. */
export interface Program {
  /** Whether the shop has a second durable handler. */
  readonly fulfils: boolean;
  readonly turns: readonly Turn[];
  /** What the gateway does with each call in turn; later calls create their payments. */
  readonly reactions: readonly Reaction[];
  /** How each call of a handler ends, in turn; later calls succeed. */
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
  { weight: 1, arbitrary: fc.constant({ kind: 'late answers arrive' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('hanging handlers end' as const),
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
  reactions: fc.array(
    fc.constantFrom<Reaction>(
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
