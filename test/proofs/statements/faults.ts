import type { SqliteStatement } from 'kysely';
import type { SqliteDriver } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.driver.js';

/** What goes wrong: a statement fails, alone or with its whole transaction, or it is done and its answer is lost. */
export interface Fault {
  readonly kind: 'fails' | 'takes its transaction back' | 'is done, and its answer lost';
  /** SQLite's code, such as `SQLITE_FULL`. */
  readonly code: string;
  /** How many statements it befalls, one after the other. */
  readonly times: number;
}

/** What has been asked of a database, and at which statement, by its number, what goes wrong. */
export class Faults {
  readonly executed: string[] = [];

  constructor(
    private readonly fault: Fault | null,
    private readonly at: number,
  ) {}

  /** A driver on which it goes wrong. */
  befall(driver: SqliteDriver): SqliteDriver {
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
    if (kind === 'is done, and its answer lost') work();
    // So SQLite does by itself after some errors.
    if (kind === 'takes its transaction back' && driver.inTransaction) driver.exec('rollback');
    throw Object.assign(new Error('disk I/O error'), { code });
  }
}
