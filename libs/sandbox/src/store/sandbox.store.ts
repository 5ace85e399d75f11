import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { SqliteDatabase, Transaction } from 'kysely';
import { Kysely, Migrator } from 'kysely';
import Database from 'libsql';
import { resolve } from 'node:path';
import { SandboxRequestError, SandboxStoreError } from '../sandbox.errors.js';
import * as initial from './migrations/001-initial.js';
import * as closed from './migrations/002-closed.js';
import * as sellers from './migrations/003-sellers.js';
import * as frozenClock from './migrations/004-frozen-clock.js';
import { SandboxDialect } from './sandbox.dialect.js';
import type { SandboxSchema } from './sandbox.schema.js';
import { openSqliteFile } from './sqlite.file.js';

/** What a row is read and written through: the store itself, or a transaction in it. */
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
   * Opens the store and brings its tables up to date.
   *
   * @param dataDir folder for `sandbox.db`, created if need be; null keeps everything in memory.
   * @throws {SandboxStoreError} when the folder cannot be used.
   */
  static async open(dataDir: string | null): Promise<SandboxStore> {
    const file = dataDir === null ? ':memory:' : resolve(dataDir, 'sandbox.db');
    const database = dataDir === null ? new Database(file) : openFile(file);
    const db = new Kysely<SandboxSchema>({ dialect: new SandboxDialect({ database }) });
    const migrations = {
      '001-initial': initial,
      '002-closed': closed,
      '003-sellers': sellers,
      '004-frozen-clock': frozenClock,
    };
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error === undefined) return new SandboxStore(db);
    await db.destroy();
    throw new SandboxStoreError(
      `${file} cannot be brought up to date (${reason(error)}); if another version of the sandbox wrote it, delete it or set another data folder.`,
    );
  }

  /** Forgets all but the sellers. */
  async clear(): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      for (const table of [
        'webhook_attempt',
        'webhook',
        'payment_change',
        'payment',
        'clock',
      ] as const) {
        // One connection: the statements of a transaction cannot overlap.
        // oxlint-disable-next-line no-await-in-loop
        await trx.deleteFrom(table).execute();
      }
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** Lets go of the database, and of its file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#db.destroy();
  }
}

function openFile(file: string): SqliteDatabase {
  try {
    return openSqliteFile(file);
  } catch (error) {
    const isBusy = error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY';
    const problem = isBusy
      ? 'is in use by another sandbox; stop that one'
      : `cannot be opened (${reason(error)}); make its folder one that may be written to`;
    throw new SandboxStoreError(`${file} ${problem}, or set another data folder.`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
