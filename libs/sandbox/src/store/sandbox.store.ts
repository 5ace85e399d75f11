import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { SqliteDatabase, Transaction } from 'kysely';
import { CamelCasePlugin, Kysely, Migrator, SqliteAdapter, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { resolve } from 'node:path';
import { SandboxRequestError, SandboxStoreError } from '../sandbox.errors.js';
import { MIGRATIONS } from './migrations.js';
import { createPrivately, makePrivate } from './private.files.js';
import type { SandboxSchema } from './sandbox.schema.js';

/** What rows are read and written through: the store's database, or a transaction of it. */
export type SandboxConnection = Kysely<SandboxSchema> | Transaction<SandboxSchema>;

/** The sandbox's state: one SQLite database, in a file or in memory. */
@Injectable()
export class SandboxStore implements OnApplicationShutdown {
  readonly #db: Kysely<SandboxSchema>;
  #isClosed = false;

  private constructor(db: Kysely<SandboxSchema>) {
    this.#db = db;
  }

  /** @throws {SandboxRequestError} once the sandbox is closed. */
  get db(): Kysely<SandboxSchema> {
    if (!this.#isClosed) return this.#db;
    throw new SandboxRequestError('The sandbox is closed; start another one.');
  }

  /**
   * Opens the store and migrates its tables.
   *
   * @param dataDir folder for `sandbox.db`, created if needed; null keeps everything in memory.
   * @throws {SandboxStoreError} when the folder cannot be used.
   */
  static async open(dataDir: string | null): Promise<SandboxStore> {
    const file = dataDir === null ? ':memory:' : resolve(dataDir, 'sandbox.db');
    const database = dataDir === null ? new Database(file) : openFile(file);
    const db = new Kysely<SandboxSchema>({
      dialect: new SandboxDialect({ database }),
      plugins: [new CamelCasePlugin()],
    });
    const provider = { getMigrations: async () => ({ ...MIGRATIONS }) };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error === undefined) return new SandboxStore(db);
    await db.destroy();
    throw new SandboxStoreError(
      `${file} cannot be migrated (${reasonOf(error)}); if another version of the sandbox wrote it, delete it or set another data folder.`,
    );
  }

  /** Deletes everything except the sellers. */
  async clear(): Promise<void> {
    const tables = ['webhookAttempt', 'webhook', 'paymentChange', 'payment', 'clock'] as const;
    await this.db.transaction().execute(async (trx) => {
      for (const table of tables) await trx.deleteFrom(table).execute();
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** Closes the database and releases its file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#db.destroy();
  }
}

/** Kysely's dialect, except that migrations are applied all at once or not at all. */
class SandboxDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openFile(file: string): SqliteDatabase {
  try {
    return openSqliteFile(file);
  } catch (error) {
    const isBusy = error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY';
    const problem = isBusy
      ? 'is in use by another sandbox; stop that one'
      : `cannot be opened (${reasonOf(error)}); make its folder writable`;
    throw new SandboxStoreError(`${file} ${problem}, or set another data folder.`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Opens a SQLite file for this process alone, durable to the last commit; its folder is created if need be.
 *
 * @throws the driver's error when it cannot be opened or another process has it.
 */
function openSqliteFile(file: string): SqliteDatabase {
  createPrivately(file);
  const database = new Database(file);
  try {
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
    );
    // The lock is taken with the first write, which should fail now rather than later.
    database.exec('BEGIN IMMEDIATE; COMMIT');
    makePrivate(file);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    prepare: (text) => database.prepare(text),
    close: () => {
      // The driver keeps its connection until its statements are collected, so the lock is given back by hand.
      database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL');
      database.exec('SELECT count(*) FROM sqlite_master');
      database.close();
    },
  };
}
