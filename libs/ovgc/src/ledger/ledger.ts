import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { GroupCommit, type LedgerOperation } from './group-commit.js';
import type { LedgerTables } from './ledger.tables.js';
import { migrate } from './migrations/index.js';

/** A connection to read from. The queries in this folder take it, or a transaction. */
export type LedgerReader = Kysely<LedgerTables>;

/** What must survive: payments, webhooks, events and their deliveries, in one database. */
export class Ledger {
  /** For reading. Everything that writes goes through {@link Ledger.commit}. */
  readonly reader: LedgerReader;
  private readonly writes: GroupCommit;

  private constructor(private readonly db: Kysely<LedgerTables>) {
    this.reader = db;
    this.writes = new GroupCommit((work) => db.transaction().execute(work));
  }

  /** Opens a database by its dialect, and migrates its tables. */
  static async open(dialect: Dialect): Promise<Ledger> {
    const ledger = Ledger.on(dialect);
    try {
      await migrate(ledger.db);
    } catch (error) {
      await ledger.db.destroy();
      throw error;
    }
    return ledger;
  }

  /** Opens a database whose tables are known to be up to date. */
  static on(dialect: Dialect): Ledger {
    return new Ledger(new Kysely<LedgerTables>({ dialect, plugins: [new CamelCasePlugin()] }));
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
