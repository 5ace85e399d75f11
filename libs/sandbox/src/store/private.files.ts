import { Logger } from '@nestjs/common';
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the file of a database if there is none, and its folder, for their owner alone: sellers' keys are in it. */
export function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    // A file that exists must not be opened here: closing it would release the locks that SQLite holds on it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Takes the rights of everybody but their owner from the files of a database, or warns that it could not. */
export function makePrivate(file: string): void {
  try {
    for (const path of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found !== undefined && (found.mode & 0o077) !== 0) chmodSync(path, 0o600);
    }
  } catch (error) {
    // Such as on a volume that is mounted with fixed rights.
    new Logger('Sandbox').warn(
      `Other users of this machine can read ${file}, which holds API keys, and this could not be changed ` +
        `(${String((error as NodeJS.ErrnoException).code)}). Set the mode of its files to 600.`,
    );
  }
}
