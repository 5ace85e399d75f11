import { OvgcError, OvgcLedgerUnavailableError } from '../ovgc.errors.js';

/** Another process changed a row that this transaction was decided on. The transaction is run again. */
export class LedgerConflictError extends Error {
  override readonly name = 'LedgerConflictError';
}

/**
 * Makes the public error of a database's error. It carries the database's code alone: a message may quote what was to
 * be stored.
 *
 * @param requestState what that means for the request to the gateway
 */
export function ledgerFailure(error: unknown, requestState: 'not_sent' | 'unknown'): OvgcError {
  if (error instanceof OvgcError) return error;
  return new OvgcLedgerUnavailableError(databaseCode(error), requestState);
}

/**
 * Passes on the result of a query.
 *
 * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
 */
export async function orLedgerUnavailable<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw ledgerFailure(error, 'not_sent');
  }
}

/** Whether the database itself has failed. Its code says what happened; a stack adds nothing. */
export function isDatabaseFailure(error: unknown): boolean {
  return /^(SQLITE|LEDGER)_/.test(databaseCode(error));
}

/** The database's own code, such as `SQLITE_FULL`. */
export function databaseCode(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown error';
}
