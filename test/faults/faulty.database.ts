import type { SqliteStatement } from 'kysely';
import Database from 'libsql';
import type { SqliteDriver } from '../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';

/** What goes wrong at one statement: it fails, or it is done and its answer is lost. */
export interface Fault {
  readonly at: number;
  readonly kind: 'fails' | 'answer lost';
  /** SQLite's code, such as `SQLITE_FULL`. */
  readonly code: string;
}

/** A real database in memory in which one statement, by its number, goes wrong. */
export class FaultyDatabase implements SqliteDriver {
  /** What has been executed since faults began to count. */
  readonly executed: string[] = [];
  private readonly database = new Database(':memory:') as SqliteDriver;
  private counting = false;

  constructor(private readonly fault: Fault | null) {}

  get inTransaction(): boolean {
    return this.database.inTransaction;
  }

  /** From now on statements are counted. */
  begin(): void {
    this.counting = true;
  }

  exec(statements: string): void {
    this.database.exec(statements);
  }

  close(): void {
    this.database.close();
  }

  prepare(text: string): SqliteStatement {
    const statement = this.database.prepare(text);
    return {
      reader: statement.reader,
      all: (parameters) => this.execute(text, () => statement.all(parameters)),
      run: (parameters) => this.execute(text, () => statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters),
    };
  }

  private execute<T>(text: string, work: () => T): T {
    if (!this.counting) return work();
    const isFaulty = this.executed.push(text) - 1 === this.fault?.at;
    if (!isFaulty) return work();
    if (this.fault.kind === 'answer lost') work();
    throw Object.assign(new Error('disk I/O error'), { code: this.fault.code });
  }
}
