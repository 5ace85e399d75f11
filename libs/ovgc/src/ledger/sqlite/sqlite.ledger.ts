import { Logger } from '@nestjs/common';
import type { LedgerOptions } from '../../ovgc.options.js';
import { Ledger } from '../ledger.js';
import { SqliteLedgerDialect } from './sqlite.dialect.js';
import { LedgerFiles } from './sqlite.files.js';
import { forKysely, IN_MEMORY, openDatabase, type SqliteDriver } from './sqlite.driver.js';
import { cannotOpen } from './sqlite.errors.js';
import { makePrivate } from './sqlite.permissions.js';
import { makeDurable } from './sqlite.settings.js';

/**
 * Opens the ledger that the options name, in a SQLite file or in memory.
 *
 * @throws OvgcConfigurationError `configuration`: libsql is missing, or the file can't be opened, is in use, or would
 *   not be durable
 */
export function openLedger(options: LedgerOptions): Promise<Ledger> {
  if (options !== 'memory') return openSqliteLedger(options.sqlite);
  new Logger('OvgcLedger').warn(
    "The ledger is 'memory': every payment is forgotten when this process ends. Use it in tests only.",
  );
  return openSqliteLedger(IN_MEMORY);
}

/** Opens, or creates, a ledger in a SQLite file; `:memory:` keeps it in memory. */
export async function openSqliteLedger(file: string): Promise<Ledger> {
  try {
    const ledger = await openLedgerOn(await openDatabase(file), file);
    if (file !== IN_MEMORY) warnUnlessPrivate(file);
    return ledger;
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

function warnUnlessPrivate(file: string): void {
  const failure = makePrivate(file);
  if (failure === null) return;
  new Logger('OvgcLedger').warn(
    `Other users of this machine can read the ledger ${file}, and this could not be changed (${failure}). It holds ` +
      'customers’ e-mail addresses: set the mode of its files to 600, or that of its folder to 700.',
  );
}

/** Makes a ledger of an open database. Closes the database when that fails. */
export async function openLedgerOn(database: SqliteDriver, file: string): Promise<Ledger> {
  try {
    if (file === IN_MEMORY) {
      const kept = forKysely(database, () => true);
      return await Ledger.open(new SqliteLedgerDialect({ database: kept }));
    }
    makeDurable(database, file);
    const files = new LedgerFiles(file, () => writeBack(database));
    const kept = forKysely(database, () => files.isInPlace());
    const ledger = await Ledger.open(new SqliteLedgerDialect({ database: kept }), files);
    files.remember();
    return ledger;
  } catch (error) {
    database.close();
    throw cannotOpen(file, error);
  }
}

/** Writes the log into the database file. Between two transactions only: SQLite refuses it within one. */
function writeBack(database: SqliteDriver): boolean {
  if (database.inTransaction) return false;
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return true;
}
