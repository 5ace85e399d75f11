import fc from 'fast-check';

/** The parts of a race; the scheduler chooses their order. */
export interface Plan {
  /** Calls that create a payment, each on one of the machines. */
  readonly creates: readonly { readonly order: string; readonly machine: number }[];
  readonly webhooks: readonly {
    readonly transaction: string;
    readonly outcome: 'succeeded' | 'declined' | 'expired';
    readonly machine: number;
  }[];
  /** How the clock advances: by a third of a lease, past a lease, past a checkout window. */
  readonly clock: readonly ('on' | 'past a lease' | 'past a window')[];
  /** How each call of a durable handler ends, in turn; later calls succeed. */
  readonly endings: readonly ('succeeds' | 'fails')[];
  /** Whether the gateway creates another transaction when an order is asked for again. */
  readonly isForgetful: boolean;
  /** Whether the first machine does everything. */
  readonly isAlone: boolean;
  /** Whether the second machine crashes at some time. */
  readonly dies: boolean;
}

const machine = fc.nat({ max: 1 });

export const plans: fc.Arbitrary<Plan> = fc.record({
  creates: fc.array(fc.record({ order: fc.constantFrom('A', 'A', 'B'), machine }), {
    minLength: 1,
    maxLength: 3,
  }),
  webhooks: fc.array(
    fc.record({
      transaction: fc.constantFrom('invoice_A_1', 'invoice_A_1', 'invoice_A_2', 'invoice_B_1'),
      outcome: fc.constantFrom('succeeded' as const, 'declined' as const, 'expired' as const),
      machine,
    }),
    { maxLength: 4 },
  ),
  clock: fc.array(
    fc.constantFrom('on' as const, 'past a lease' as const, 'past a window' as const),
    { maxLength: 2 },
  ),
  endings: fc.array(fc.constantFrom('succeeds' as const, 'fails' as const), { maxLength: 4 }),
  isForgetful: fc.boolean(),
  isAlone: fc.boolean(),
  dies: fc.constantFrom(false, false, false, true),
});
