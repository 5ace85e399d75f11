import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OvgcConfigurationError } from '../../ovgc.errors.js';
import { databaseCode } from '../ledger.failure.js';

/**
 * Checks what can be told of the path of a ledger before anything is made there.
 *
 * @throws OvgcConfigurationError `configuration`: it is a URL, or a folder
 */
export function checkPath(file: string): void {
  const [, scheme] = /^([a-z][a-z\d+.-]+):\/\//i.exec(file) ?? [];
  if (scheme !== undefined) {
    // Without the rest of it, which may hold a token.
    throw new OvgcConfigurationError([
      `ledger is a URL (${scheme}://…), and must be the path of a file on a local disk: set it to ` +
        "{ sqlite: 'data/payments.db' }",
    ]);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new OvgcConfigurationError([
      `ledger ${file} is a folder: add the name of a file, such as ${join(file, 'payments.db')}`,
    ]);
  }
}

/** Makes the error that says why a ledger can't be opened, and what to do. */
export function cannotOpen(file: string, error: unknown): OvgcConfigurationError {
  if (error instanceof OvgcConfigurationError) return error;
  return new OvgcConfigurationError([`ledger ${file} ${problemOf(file, error)}`]);
}

/** Makes the error that says why the driver can't be loaded, and what to do. */
export function cannotLoad(error: unknown): OvgcConfigurationError {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' && /package 'libsql'/.test(String(message));
  return new OvgcConfigurationError([
    isMissing
      ? 'ledger needs the package libsql, in a file and in memory, and it is not installed: run "npm install libsql"'
      : `ledger needs the package libsql, which is installed, but can't be loaded (${String(message)}): run ` +
        '"npm install libsql" on this machine, so that it gets the driver for this system',
  ]);
}

/** The rest of a sentence that begins with the ledger. */
function problemOf(file: string, error: unknown): string {
  const folder = dirname(resolve(file));
  const code = codeOf(error);
  const unknownMigration = /migration (\S+) is missing/.exec(code)?.[1];
  if (unknownMigration !== undefined) {
    return `was written by a newer version of nestjs-ovgc (it has ${unknownMigration}): update the package`;
  }
  if (isInUse(error)) {
    return (
      'is in use by another process, or by an app in this one that was not closed: SQLite is for one at a time; ' +
      'stop the other one, or give each its own file'
    );
  }
  if (code.startsWith('SQLITE_NOTADB')) {
    return 'is a file, and no SQLite database: move it away, or set another path';
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return `can't be made, because a part of its path, ${folder}, is a file: set another path`;
  }
  if (/^(EACCES|EPERM|EROFS|SQLITE_(CANTOPEN|READONLY))/.test(code)) {
    return (
      `could not be opened (${code}): the user of the app must be able to write to the file and to its folder, ` +
      `${folder}, where SQLite puts its log; give it that right, or set another path`
    );
  }
  return `could not be opened (${code}): check the disk of ${folder}`;
}

/** Whether the file couldn't be opened because another process has it, or another connection of this one. */
export function isInUse(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') return databaseCode(error);
  // Without a code, libsql says the number of SQLite's.
  return /: 14"?\)?$/.test(String(message)) ? 'SQLITE_CANTOPEN' : String(message);
}
