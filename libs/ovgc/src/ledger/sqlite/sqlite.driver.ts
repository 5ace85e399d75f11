import { resolve } from 'node:path';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { cannotLoad, checkPath } from './sqlite.errors.js';
import { createPrivately } from './sqlite.permissions.js';

/** The file name of a database in memory. */
export const IN_MEMORY = ':memory:';

/** More than the module has, and a bound all the same. */
const MOST_STATEMENTS = 1000;

/** What the ledger needs of a driver beside what Kysely needs: the interface of better-sqlite3, which libsql shares. */
export interface SqliteDriver extends SqliteDatabase {
  /** Whether a transaction is open. */
  readonly inTransaction: boolean;
  exec(statements: string): unknown;
}

/** A statement that does nothing. */
const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/**
 * Opens a database with libsql. Makes the file and its folder if they don't exist, for their owner alone.
 *
 * @throws OvgcConfigurationError `configuration`: libsql is not installed, or the path is a URL or a folder
 * @throws Error SQLite's own, when the file can't be opened
 */
export async function openDatabase(file: string): Promise<SqliteDriver> {
  const { default: Database } = await import('libsql').catch((error: unknown) => {
    throw cannotLoad(error);
  });
  if (file !== IN_MEMORY) {
    checkPath(file);
    createPrivately(resolve(file));
  }
  return new Database(file);
}

/**
 * A database that prepares each statement once, and frees its file when it is closed.
 *
 * @param isInPlace whether the path still leads to the open file
 */
export function forKysely(database: SqliteDriver, isInPlace: () => boolean): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare: (text) => {
      // A transaction whose ROLLBACK failed must not stand in the way of all that follow.
      if (text === 'begin' && database.inTransaction) database.exec('rollback');
      // SQLite may have rolled back by itself, as on a full disk. Its own error is the one to report.
      if (text === 'rollback' && !database.inTransaction) return NOTHING;
      const known = statements.get(text);
      if (known) return known;
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const statement = database.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close: () => {
      statements.clear();
      // Leaving WAL deletes the log by its path, where the log of another database may be by now.
      if (isInPlace()) closeDatabase(database);
      else database.close();
    },
  };
}

/**
 * Closes a database, and frees its file. The driver keeps a connection, and with it its lock, until the garbage collector
 * has found the last of its statements. Leaving WAL and the lock frees the file at once, and leaves a single file behind.
 */
export function closeDatabase(database: SqliteDriver): void {
  for (const statement of [
    'PRAGMA journal_mode = DELETE',
    'PRAGMA locking_mode = NORMAL',
    'SELECT count(*) FROM sqlite_master',
  ]) {
    try {
      database.exec(statement);
    } catch {
      // Nothing is lost: the next start reads the log, and the end of the process frees the lock.
    }
  }
  database.close();
}
