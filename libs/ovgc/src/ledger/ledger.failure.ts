import { OvgcError, OvgcLedgerUnavailableError } from '../ovgc.errors.js';

/**
 * What the outside sees of a failing database: its code alone, since a message may quote what was to be stored.
 *
 * @param outcome what that means for the money
 */
export function ledgerFailure(error: unknown, outcome: 'not_sent' | 'unknown'): OvgcError {
  if (error instanceof OvgcError) return error;
  return new OvgcLedgerUnavailableError(databaseCode(error), outcome);
}

/** Passes on what a query answers; what it fails with, as the outside sees it: reading changes nothing. */
export async function reading<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw ledgerFailure(error, 'not_sent');
  }
}

/** The database's own code, such as `SQLITE_FULL`. */
export function databaseCode(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown error';
}
