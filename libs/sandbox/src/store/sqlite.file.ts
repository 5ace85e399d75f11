import type { SqliteDatabase } from 'kysely';
import Database from 'libsql';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Opens a SQLite file for this process alone, durable to the last commit; its folder is created if need be.
 *
 * @throws the driver's error when it cannot be opened or another process has it.
 */
export function openSqliteFile(file: string): SqliteDatabase {
  mkdirSync(dirname(file), { recursive: true });
  // Sellers' keys are in it, so a new one is its owner's alone; what SQLite puts beside it has the same mode.
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file);
  try {
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
    );
    // The lock is taken with the first write, which should fail now rather than later.
    database.exec('BEGIN IMMEDIATE; COMMIT');
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
