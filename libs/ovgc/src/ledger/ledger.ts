import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { GroupCommit, type LedgerOperation } from './group-commit.js';
import { type LedgerGuard, UNGUARDED } from './ledger.guard.js';
import type { LedgerTables } from './ledger.tables.js';
import { migrate } from './migrations/index.js';

/** A connection to read from. The queries in this folder take it, or a transaction. */
export type LedgerReader = Kysely<LedgerTables>;

/** What must survive: payments, webhooks, events and their deliveries, in one database. */
export class Ledger {
  /** For reading. Everything that writes goes through {@link Ledger.commit}. */
  readonly reader: LedgerReader;
  private readonly writes: GroupCommit;

  private constructor(
    private readonly db: Kysely<LedgerTables>,
    private readonly guard: LedgerGuard,
  ) {
    this.reader = db;
    this.writes = new GroupCommit(async (work) => {
      guard.check();
      const result = await db.transaction().execute(work);
      // Only what the next start will find may be acknowledged.
      guard.check();
      return result;
    });
  }

  /** Opens a database by its dialect, and migrates its tables. */
  static async open(dialect: Dialect, guard: LedgerGuard = UNGUARDED): Promise<Ledger> {
    const ledger = Ledger.on(dialect, guard);
    try {
      await migrate(ledger.db);
    } catch (error) {
      await ledger.db.destroy();
      throw error;
    }
    return ledger;
  }

  /** Opens a database whose tables are known to be up to date. */
  static on(dialect: Dialect, guard: LedgerGuard = UNGUARDED): Ledger {
    const db = new Kysely<LedgerTables>({ dialect, plugins: [new CamelCasePlugin()] });
    return new Ledger(db, guard);
  }

  /**
   * Checks that the open database is the one that the next start will open.
   *
   * @throws LedgerLostError its files were deleted, moved or replaced
   */
  check(): void {
    this.guard.check();
  }

  /** Writes in a transaction that is shared with whatever arrives together. Resolves once it is on the disk. */
  commit<I, O>(operation: LedgerOperation<I, O>, input: I): Promise<O> {
    return this.writes.submit(operation, input);
  }

  /** Finishes the writes that were submitted, then closes the database. */
  async close(): Promise<void> {
    await this.writes.close();
    await this.db.destroy();
  }
}
