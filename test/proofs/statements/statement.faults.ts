import type { SqliteStatement } from 'kysely';
import type { SqliteDriver } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.driver.js';

/** A fault: a statement fails, or rolls back its whole transaction, or succeeds but reports an error. */
export interface Fault {
  readonly kind: 'fails' | 'rolls back its transaction' | 'succeeds, but reports an error';
  /** SQLite's code, such as `SQLITE_FULL`. */
  readonly code: string;
  /** How many statements in a row it affects. */
  readonly times: number;
}

/** Records the statements of a database, and makes one of them fail. */
export class StatementFaults {
  readonly executed: string[] = [];

  /** @param at the number of the statement, from 0 */
  constructor(
    private readonly fault: Fault | null,
    private readonly at: number,
  ) {}

  /** A driver whose statements the fault affects. */
  affect(driver: SqliteDriver): SqliteDriver {
    return {
      get inTransaction() {
        return driver.inTransaction;
      },
      exec: (text) => driver.exec(text),
      close: () => driver.close(),
      prepare: (text) => {
        const statement = driver.prepare(text);
        const execute = <T>(work: () => T): T => this.execute(text, driver, work);
        return {
          reader: statement.reader,
          all: (given) => execute(() => statement.all(given)),
          run: (given) => execute(() => statement.run(given)),
          iterate: (given) => statement.iterate(given),
        } satisfies SqliteStatement;
      },
    };
  }

  private execute<T>(text: string, driver: SqliteDriver, work: () => T): T {
    const since = this.executed.push(text) - 1 - this.at;
    if (this.fault === null || since < 0 || since >= this.fault.times) return work();
    const { kind, code } = this.fault;
    if (kind === 'succeeds, but reports an error') work();
    // SQLite does that by itself after some errors.
    if (kind === 'rolls back its transaction' && driver.inTransaction) driver.exec('rollback');
    throw Object.assign(new Error('disk I/O error'), { code });
  }
}
