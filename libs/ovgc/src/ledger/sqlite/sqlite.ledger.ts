import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { LedgerOptions } from '../../ovgc.options.js';
import { Ledger } from '../ledger.js';
import { SqliteLedgerDialect } from './sqlite.dialect.js';
import { LedgerFiles } from './sqlite.files.js';
import {
  closeDatabase,
  forKysely,
  IN_MEMORY,
  openDatabase,
  type SqliteDriver,
} from './sqlite.driver.js';
import { cannotOpen, isInUse } from './sqlite.errors.js';
import { makePrivate } from './sqlite.permissions.js';
import { makeDurable } from './sqlite.settings.js';

const logger = new Logger('OvgcLedger');

/** How often a file that is in use is tried again, in milliseconds. */
const TRY_AGAIN_MS = 100;

/**
 * Opens the ledger that the options name, in a SQLite file or in memory.
 *
 * @param waitMs how long to wait for a file that another process uses, in milliseconds
 * @throws OvgcConfigurationError `configuration`: libsql is missing, or the file can't be opened, is still in use, or
 *   would not be durable
 */
export function openLedger(options: LedgerOptions, waitMs: number): Promise<Ledger> {
  if (options !== 'memory') return openSqliteLedger(options.sqlite, waitMs);
  logger.warn(
    "The ledger is 'memory': every payment is lost when this process ends. Use it in tests only.",
  );
  return openSqliteLedger(IN_MEMORY);
}

/**
 * Opens, or creates, a ledger in a SQLite file; `:memory:` keeps it in memory.
 *
 * @param waitMs how long to wait for a file that is in use, in milliseconds. At a restart the process before is still
 *   letting its handlers end
 */
export async function openSqliteLedger(file: string, waitMs = 0): Promise<Ledger> {
  const begun = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const ledger = await openLedgerOn(await openDatabase(file), file);
      if (file !== IN_MEMORY) warnUnlessPrivate(file);
      return ledger;
    } catch (error) {
      if (!isInUse(error) || performance.now() - begun >= waitMs) throw cannotOpen(file, error);
    }
    if (attempt === 1) {
      logger.warn(
        `Ledger ${file} is in use by another process. Waiting up to ${Math.ceil(waitMs / 1000)} s for it to shut down.`,
      );
    }
    // Not at the same time as another one that waits: for a moment, each would keep the other out.
    await sleep(TRY_AGAIN_MS * (0.5 + Math.random()));
  }
}

function warnUnlessPrivate(file: string): void {
  const failure = makePrivate(file);
  if (failure === null) return;
  logger.warn(
    `Other users of this machine can read the ledger ${file}, and this could not be changed (${failure}). It holds ` +
      'customers’ e-mail addresses: set the mode of its files to 600, or that of its folder to 700.',
  );
}

/** Makes a ledger of an open database. Closes the database when that fails. */
export async function openLedgerOn(database: SqliteDriver, file: string): Promise<Ledger> {
  if (file !== IN_MEMORY) takeFile(database, file);
  try {
    if (file === IN_MEMORY) {
      const kept = forKysely(database, () => true);
      return await Ledger.open(new SqliteLedgerDialect({ database: kept }));
    }
    const files = new LedgerFiles(file, () => writeBack(database));
    const kept = forKysely(database, () => files.isInPlace());
    const ledger = await Ledger.open(new SqliteLedgerDialect({ database: kept }), files);
    files.remember();
    return ledger;
  } catch (error) {
    database.close();
    throw error;
  }
}

function takeFile(database: SqliteDriver, file: string): void {
  try {
    makeDurable(database, file);
  } catch (error) {
    closeDatabase(database);
    throw error;
  }
}

/** Writes the log into the database file. Between two transactions only: SQLite refuses it within one. */
function writeBack(database: SqliteDriver): boolean {
  if (database.inTransaction) return false;
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return true;
}
