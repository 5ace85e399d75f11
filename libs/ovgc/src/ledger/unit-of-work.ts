import type { Transaction } from 'kysely';
import type { Moment } from '../clock/module.clock.js';
import type { Account } from '../payments/payment.js';
import type { LedgerOperation } from './group-commit.js';
import type { Ledger } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';

/**
 * What an operation knows beside its inputs: plain data, so that an engine may run operations where its database is. Its
 * moment is when the operation began.
 */
export interface OperationContext extends Moment {
  readonly account: Account;
  /** The names of the app's durable handlers, by the type of event that they listen to. */
  readonly handlers: ReadonlyMap<string, readonly string[]>;
}

/** What an operation answers. */
export interface OperationResult<O, E> {
  /** One for each input, in their order. */
  readonly outputs: readonly O[];
  /** The events that it stored, to be published after the commit. */
  readonly events?: readonly E[];
}

/**
 * Work on the ledger for many inputs at once, in a transaction that other operations share. It runs again in a
 * transaction of its own when the shared one fails, so it must have no effect outside the transaction.
 */
export type Operation<I, O, E = never> = (
  trx: Transaction<LedgerTables>,
  inputs: readonly I[],
  context: OperationContext,
) => Promise<OperationResult<O, E>>;

/** The outcome of an operation for one input. */
interface Committed<E> {
  readonly output: unknown;
  readonly events: readonly E[];
}

/** Runs the operations of one account, and publishes what each of them set off once it is on the disk. */
export class UnitOfWork<E> {
  /** Inputs share a transaction when they are submitted under the same function. */
  private readonly bound = new Map<unknown, LedgerOperation<unknown, Committed<E>>>();

  constructor(
    private readonly ledger: Pick<Ledger, 'commit'>,
    private readonly context: () => OperationContext,
    private readonly publish: (events: readonly E[]) => void,
  ) {}

  /**
   * Resolves after the commit that holds the input's effect is on the disk. Rejects when nothing was stored, or when
   * that can't be told: to run the operation once more with the same input must do no harm.
   */
  async run<I, O>(operation: Operation<I, O, E>, input: I): Promise<O> {
    const { output, events } = await this.ledger.commit(this.bind(operation), input);
    this.publish(events);
    return output as O;
  }

  private bind<I, O>(operation: Operation<I, O, E>): LedgerOperation<unknown, Committed<E>> {
    const known = this.bound.get(operation);
    if (known) return known;
    const bound: LedgerOperation<unknown, Committed<E>> = async (trx, inputs) => {
      const { outputs, events = [] } = await operation(trx, inputs as readonly I[], this.context());
      // They are published once, by whoever submitted the first input of the commit.
      return outputs.map((output, i) => ({ output, events: i === 0 ? events : [] }));
    };
    this.bound.set(operation, bound);
    return bound;
  }
}

/** An operation that takes its inputs one after the other: for what is rare, or can't be done for many at once. */
export function forEachInput<I, O, E = never>(
  work: (
    trx: Transaction<LedgerTables>,
    input: I,
    context: OperationContext,
  ) => Promise<{ readonly output: O; readonly events?: readonly E[] }>,
): Operation<I, O, E> {
  return async (trx, inputs, context) => {
    const outputs: O[] = [];
    const events: E[] = [];
    for (const input of inputs) {
      const done = await work(trx, input, context);
      outputs.push(done.output);
      events.push(...(done.events ?? []));
    }
    return { outputs, events };
  };
}
