import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { databaseCode } from '../ledger.failure.js';

/** Readable and writable by their owner alone: customers' e-mail addresses are in them. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** What SQLite may put beside a database. */
const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** Makes the file of a database if there is none, and its folder. SQLite gives the same mode to what it adds. */
export function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
  try {
    closeSync(openSync(file, 'wx', FILE_MODE));
  } catch (error) {
    // A file that exists must not be opened here: closing it would release the locks that SQLite holds on it.
    if (databaseCode(error) !== 'EEXIST') throw error;
  }
}

/**
 * Takes the rights of everybody but their owner from the files of a database.
 *
 * @returns why that was not possible, such as `EPERM` where the file system is mounted with fixed rights; null if it was
 */
export function makePrivate(file: string): string | null {
  // Windows has no such rights: its files inherit those of their folder.
  if (process.platform === 'win32') return null;
  const failures = SUFFIXES.map((suffix) => takeRights(`${file}${suffix}`));
  return failures.find((failure) => failure !== null) ?? null;
}

function takeRights(path: string): string | null {
  if (isPrivate(path)) return null;
  try {
    chmodSync(path, FILE_MODE);
  } catch (error) {
    return databaseCode(error);
  }
  return isPrivate(path) ? null : 'the file system ignores it';
}

function isPrivate(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || (found.mode & 0o077) === 0;
}
