import fc from 'fast-check';

/** What a race is between; in which order it comes to pass is the scheduler's choice. */
export interface Plan {
  /** Calls for a payment, each on one of the machines. */
  readonly creates: readonly { readonly order: string; readonly machine: number }[];
  readonly webhooks: readonly {
    readonly transaction: string;
    readonly outcome: 'succeeded' | 'declined' | 'expired';
    readonly machine: number;
  }[];
  /** How the clock turns: on by a third of a lease, past a lease, past a checkout window. */
  readonly clock: readonly ('on' | 'past a lease' | 'past a window')[];
  /** Of one call of a durable handler after the other; those beyond them succeed. */
  readonly endings: readonly ('succeeds' | 'fails')[];
  /** Whether the gateway gives an order that it is asked for twice another transaction. */
  readonly isForgetful: boolean;
  /** Whether the first machine does everything. */
  readonly isAlone: boolean;
  /** Whether the second machine is gone at some time. */
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
