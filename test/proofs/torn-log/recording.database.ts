import { statSync } from 'node:fs';
import type { SqliteStatement } from 'kysely';
import Database from 'libsql';
import type { SqliteDriver } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.driver.js';
import { type Content, readContent } from './ledger.content.js';

/** What the ledger contained after a commit, and where the log ended then. */
export interface Commit {
  readonly end: number;
  readonly content: Content;
}

/** A real database file that records its content after each commit. */
export class RecordingDatabase implements SqliteDriver {
  /** The first one is the content when it was opened. */
  readonly commits: Commit[];
  private readonly database: SqliteDriver;

  constructor(private readonly file: string) {
    this.database = new Database(file);
    this.commits = [{ end: 0, content: this.content() }];
  }

  get inTransaction(): boolean {
    return this.database.inTransaction;
  }

  /** How long the log is now, in bytes. */
  get logBytes(): number {
    return statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
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
      all: (parameters) => this.recorded(() => statement.all(parameters)),
      run: (parameters) => this.recorded(() => statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters),
    };
  }

  private recorded<T>(work: () => T): T {
    const result = work();
    const end = this.logBytes;
    if (!this.inTransaction && end > (this.commits.at(-1)?.end ?? 0)) {
      this.commits.push({ end, content: this.content() });
    }
    return result;
  }

  private content(): Content {
    return readContent((text) => this.database.prepare(text).all([]));
  }
}
