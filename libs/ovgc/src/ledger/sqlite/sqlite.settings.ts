import { OvgcConfigurationError } from '../../ovgc.errors.js';
import type { SqliteDriver } from './sqlite.driver.js';

interface Setting {
  readonly name: string;
  readonly set: string;
  readonly expected: string | number;
}

/** With these, a file survives a crash of the process and of the machine. */
const DURABLE: readonly Setting[] = [
  // First, so that the next access to the file takes the lock, and keeps it.
  { name: 'locking_mode', set: 'EXCLUSIVE', expected: 'exclusive' },
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  // WAL flushes at each commit only with FULL: with NORMAL, a power cut may lose the last commits.
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
];

/**
 * Makes a database durable. Each setting is read back.
 *
 * @throws OvgcConfigurationError `configuration`: SQLite would not take a setting
 */
export function makeDurable(database: SqliteDriver, file: string): void {
  for (const { name, set, expected } of DURABLE) {
    database.exec(`PRAGMA ${name} = ${set}`);
    const actual = readSetting(database, name);
    if (actual !== expected) {
      throw new OvgcConfigurationError([
        `ledger ${file}: SQLite would not set ${name} to ${set} (it is ${String(actual)}), so a payment could be ` +
          'lost; put the file on a local disk',
      ]);
    }
  }
}

function readSetting(database: SqliteDriver, name: string): unknown {
  const [row] = database.prepare(`PRAGMA ${name}`).all([]);
  return (row as Record<string, unknown> | undefined)?.[name];
}
