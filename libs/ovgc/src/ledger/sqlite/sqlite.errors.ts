import { OvgcConfigurationError } from '../../ovgc.errors.js';

/** Makes the error that says why a ledger can't be opened, and what to do. */
export function cannotOpen(file: string, error: unknown): OvgcConfigurationError {
  if (error instanceof OvgcConfigurationError) return error;
  const code = codeOf(error);
  const unknownMigration = /migration (\S+) is missing/.exec(code)?.[1];
  if (unknownMigration !== undefined) {
    return new OvgcConfigurationError([
      `ledger ${file} was written by a newer version of nestjs-ovgc (it has ${unknownMigration}): update the package`,
    ]);
  }
  return new OvgcConfigurationError([
    isInUse(error)
      ? `ledger ${file} is in use by another process, or by an app in this one that was not closed: SQLite is for ` +
        'one at a time; stop the other one, or give each its own file'
      : `ledger ${file} could not be opened (${code}): check that the folder exists and may be written to`,
  ]);
}

/** Whether the file couldn't be opened because another process has it, or another connection of this one. */
export function isInUse(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? code : String(message);
}
