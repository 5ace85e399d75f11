import { inspect } from 'node:util';
import { databaseCode, isDatabaseFailure } from '../ledger/ledger.failure.js';

/** In characters. */
const MAX_LENGTH = 2000;

/** Returns the message of whatever a handler threw, an error or not, in at most 2,000 characters. Never throws. */
export function failureText(thrown: unknown): string {
  if (thrown === undefined || thrown === null) return 'it failed without an error';
  return orUnreadable(() => {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return typeof message === 'string' ? message : inspect(message);
  }).slice(0, MAX_LENGTH);
}

/** Returns the stack if there is one, else the same as {@link failureText}. For the log. Never throws. */
export function failureDetail(thrown: unknown): string {
  return orUnreadable(() => {
    const stack: unknown = thrown instanceof Error ? thrown.stack : undefined;
    return typeof stack === 'string' ? stack : failureText(thrown);
  });
}

/** Returns what to log of a failure of the ledger: the database's own code, or the stack of any other error. */
export function ledgerFailureDetail(error: unknown): string {
  return isDatabaseFailure(error) ? databaseCode(error) : failureDetail(error);
}

/** A getter or a custom `inspect` of the thrown value can throw as well, and the callers can't handle another error. */
function orUnreadable(read: () => string): string {
  try {
    return read();
  } catch {
    return 'the error can’t be displayed';
  }
}
