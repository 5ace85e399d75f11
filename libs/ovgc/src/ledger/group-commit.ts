import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'kysely';
import { LedgerConflictError } from './ledger.failure.js';
import { groupBy } from './ledger.sql.js';
import type { LedgerTables } from './ledger.tables.js';

/**
 * Work on the ledger for many inputs at once, in a transaction that others share. Returns one output for each input, in
 * their order. It runs again in a transaction of its own when the shared one fails, so it must have no effect outside
 * the transaction.
 */
export type LedgerOperation<I, O> = (
  trx: Transaction<LedgerTables>,
  inputs: readonly I[],
) => Promise<readonly O[]>;

type Transact = <T>(work: (trx: Transaction<LedgerTables>) => Promise<T>) => Promise<T>;

/** Inputs of different operations wait in one queue, so only whoever submits one knows its types. */
interface Submission {
  readonly operation: LedgerOperation<unknown, unknown>;
  readonly input: unknown;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A larger batch gains nothing, and makes the first input wait for the last. */
const LARGEST_BATCH = 200;

/** How often a transaction is run again when another process changed what it was decided on. */
const CONFLICT_RETRIES = 5;

/**
 * Lets writes that arrive together share one transaction, and so one flush to the disk. A write that arrives alone
 * doesn't wait: a batch is what came in the same turn of the event loop, or while the batch before it was written.
 */
export class GroupCommit {
  /** A batch belongs to all who submitted it, so it runs in the async context of none of them. */
  private readonly inOwnContext = AsyncLocalStorage.snapshot();
  private readonly waiting: Submission[] = [];
  private running = false;
  private closing: Promise<void> | undefined;
  private whenIdle: (() => void) | undefined;

  constructor(private readonly transact: Transact) {}

  /**
   * Resolves after the commit that holds the input's effect is on the disk. Rejects when nothing was stored, or when
   * that can't be told: submitting the same input again must do no harm.
   */
  submit<I, O>(operation: LedgerOperation<I, O>, input: I): Promise<O> {
    if (this.closing) return Promise.reject(new Error('the ledger is closed'));
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({
        operation: operation as LedgerOperation<unknown, unknown>,
        input,
        resolve: resolve as (output: unknown) => void,
        reject,
      });
      this.schedule();
    });
  }

  /** Accepts nothing more, and resolves when everything it has accepted is written. */
  close(): Promise<void> {
    this.closing ??= new Promise((resolve) => {
      this.whenIdle = resolve;
      this.schedule();
    });
    return this.closing;
  }

  private schedule(): void {
    if (this.running) return;
    if (this.waiting.length === 0) {
      this.whenIdle?.();
      return;
    }
    this.running = true;
    // The check phase comes after all ready sockets have been read: their requests share a batch.
    this.inOwnContext(setImmediate, () => {
      void this.commit(this.waiting.splice(0, LARGEST_BATCH)).finally(() => {
        this.running = false;
        this.schedule();
      });
    });
  }

  private async commit(batch: readonly Submission[], retries = CONFLICT_RETRIES): Promise<void> {
    try {
      const outputs = await this.transact((trx) => runAll(trx, batch));
      // In the order in which they took effect, so that their events are published in that order.
      outputs.forEach((output, submission) => submission.resolve(output));
    } catch (error) {
      if (batch.length > 1) return this.commitOneByOne(batch);
      if (error instanceof LedgerConflictError && retries > 0)
        return this.commit(batch, retries - 1);
      batch.forEach((submission) => submission.reject(error));
    }
  }

  /** One bad input must not fail those that arrived with it. */
  private async commitOneByOne(batch: readonly Submission[]): Promise<void> {
    for (const submission of batch) {
      await this.commit([submission]);
    }
  }
}

async function runAll(
  trx: Transaction<LedgerTables>,
  batch: readonly Submission[],
): Promise<Map<Submission, unknown>> {
  const outputs = new Map<Submission, unknown>();
  for (const [operation, submissions] of groupBy(batch, (submission) => submission.operation)) {
    const results = await operation(
      trx,
      submissions.map(({ input }) => input),
    );
    submissions.forEach((submission, i) => outputs.set(submission, results[i]));
  }
  return outputs;
}
