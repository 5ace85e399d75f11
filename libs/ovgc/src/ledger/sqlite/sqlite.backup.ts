import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import { OvgcInvalidRequestError } from '../../ovgc.errors.js';
import { databaseCode } from '../ledger.failure.js';
import type { LedgerReader } from '../ledger.js';

/**
 * Writes a copy of the open database: everything that is committed, in one file that is on the disk and that its owner
 * alone can read. The copy has its name only once it is whole.
 *
 * @throws OvgcInvalidRequestError `invalid_request`: there is something at the path, or no file can be made there
 * @throws Error SQLite's own
 */
export async function backUp(reader: LedgerReader, path: string): Promise<void> {
  const target = resolve(path);
  const part = `${target}.part`;
  // Both names are taken first, so that a backup can't meet another one, or anything else.
  await orDelete(target, () =>
    orDelete(part, async () => {
      // SQLite writes into an empty file, and keeps its mode. It waits for the transaction that is running.
      await sql`VACUUM INTO ${part}`.execute(reader);
      flush(part);
      renameSync(part, target);
      if (process.platform !== 'win32') flush(dirname(target));
    }),
  );
}

/** Makes a file, and deletes it again when the work on it fails. */
async function orDelete(path: string, work: () => Promise<void>): Promise<void> {
  create(path);
  try {
    await work();
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

function create(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const code = databaseCode(error);
    throw new OvgcInvalidRequestError([
      code === 'EEXIST'
        ? `the path of the backup must not exist, and ${path} does: add the time to its name`
        : `the backup ${path} can't be made (${code}): its folder must exist, and the app must be able to write to it`,
    ]);
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
