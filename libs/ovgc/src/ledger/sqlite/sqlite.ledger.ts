import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { OvgcConfigurationError } from '../../ovgc.errors.js';
import { Ledger } from '../ledger.js';
import { SqliteLedgerDialect } from './sqlite.dialect.js';

const IN_MEMORY = ':memory:';
const MOST_STATEMENTS = 1000;

/** What is asked of a driver beyond what Kysely asks: better-sqlite3's own interface, which libsql shares. */
export interface SqliteDriver extends SqliteDatabase {
  /** Whether a transaction is open. */
  readonly inTransaction: boolean;
  exec(statements: string): unknown;
}

/** A file that survives a crash of the process and of the machine: each setting is read back and must hold. */
const DURABLE: readonly Setting[] = [
  // First, so that the lock is taken by whatever touches the file next, and never given back.
  { name: 'locking_mode', set: 'EXCLUSIVE', expected: 'exclusive' },
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  // WAL flushes at each commit only with FULL: NORMAL may lose the last commits to a power cut.
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
];

/** A statement that has nothing to do. */
const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

interface Setting {
  readonly name: string;
  readonly set: string;
  readonly expected: string | number;
}

/**
 * Opens, or makes, a ledger in a SQLite file.
 *
 * @param file its path; `:memory:` keeps it in memory, for tests
 * @throws OvgcConfigurationError the driver is missing, the file can't be opened, is in use, or won't be durable
 */
export async function openSqliteLedger(file: string): Promise<Ledger> {
  return openLedgerOn(await openDatabase(file), file);
}

/** Makes a ledger of a database that is open. */
export async function openLedgerOn(database: SqliteDriver, file: string): Promise<Ledger> {
  try {
    if (file !== IN_MEMORY) makeDurable(database, file);
    return await Ledger.open(new SqliteLedgerDialect({ database: forKysely(database) }));
  } catch (error) {
    database.close();
    throw error instanceof OvgcConfigurationError ? error : cannotOpen(file, error);
  }
}

async function openDatabase(file: string): Promise<SqliteDriver> {
  const { default: Database } = await import('libsql').catch(() => {
    throw new OvgcConfigurationError([
      'ledger: { sqlite } needs a SQLite driver: run "npm install libsql"',
    ]);
  });
  try {
    if (file !== IN_MEMORY) mkdirSync(dirname(resolve(file)), { recursive: true });
    return new Database(file);
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

function makeDurable(database: SqliteDriver, file: string): void {
  for (const { name, set, expected } of DURABLE) {
    database.exec(`PRAGMA ${name} = ${set}`);
    const held = readSetting(database, name);
    if (held !== expected) {
      throw new OvgcConfigurationError([
        `ledger ${file}: SQLite would not set ${name} to ${set} (it is ${String(held)}), so a payment could be ` +
          'lost; put the file on a local disk',
      ]);
    }
  }
}

/**
 * A database that prepares each statement once, and whose file is free once it is closed. The driver keeps a
 * connection, and with it the exclusive lock, until the garbage collector has found the last of its statements;
 * leaving WAL and asking for no lock gives it back at once, and leaves a single file behind.
 */
function forKysely(database: SqliteDriver): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare: (text) => {
      // One that could not be ended, since its ROLLBACK failed too, must not stand in the way of all that follow.
      if (text === 'begin' && database.inTransaction) database.exec('rollback');
      // SQLite has taken it back by itself, as it may when the disk is full; its own error is the one to be told.
      if (text === 'rollback' && !database.inTransaction) return NOTHING;
      const known = statements.get(text);
      if (known) return known;
      // Kysely's texts differ in how many rows they are for, so they are few; but nobody should have to trust that.
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const statement = database.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close: () => {
      statements.clear();
      try {
        database.exec('PRAGMA journal_mode = DELETE');
        database.exec('PRAGMA locking_mode = NORMAL');
        database.exec('SELECT count(*) FROM sqlite_master');
      } catch {
        // Nothing is lost: the next start reads the log, and the end of the process frees the lock.
      }
      database.close();
    },
  };
}

function readSetting(database: SqliteDriver, name: string): unknown {
  const [row] = database.prepare(`PRAGMA ${name}`).all([]);
  return (row as Record<string, unknown> | undefined)?.[name];
}

function cannotOpen(file: string, error: unknown): OvgcConfigurationError {
  const code = errorCode(error);
  const unknown = /migration (\S+) is missing/.exec(code)?.[1];
  if (unknown !== undefined) {
    return new OvgcConfigurationError([
      `ledger ${file} was written by a newer version of nestjs-ovgc (it has ${unknown}): update the package`,
    ]);
  }
  return new OvgcConfigurationError([
    code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
      ? `ledger ${file} is in use by another process, or by an app in this one that was not closed: SQLite is for ` +
        'one at a time; stop the other one, or give each its own file'
      : `ledger ${file} could not be opened (${code}): check that the folder exists and may be written to`,
  ]);
}

function errorCode(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? code : String(message);
}
