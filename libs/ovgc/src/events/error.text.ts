import { inspect } from 'node:util';
import { databaseCode, isDatabaseFailure } from '../ledger/ledger.failure.js';
import type { Redact } from '../ovgc.secrets.js';

/** In characters. */
const MAX_LENGTH = 2000;

/**
 * Returns the message of whatever a handler threw, an error or not, in at most 2,000 characters and without secrets.
 * Never throws.
 */
export function failureText(thrown: unknown, redact: Redact): string {
  if (thrown === undefined || thrown === null) return 'it failed without an error';
  const text = orUnreadable(() => {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return typeof message === 'string' ? message : inspect(message);
  });
  // Redacted first: a secret that is cut off is not found any more.
  return redact(text).slice(0, MAX_LENGTH);
}

/** Returns the stack without secrets, or the same as {@link failureText}. For the log. Never throws. */
export function failureDetail(thrown: unknown, redact: Redact): string {
  return orUnreadable(() => {
    const stack: unknown = thrown instanceof Error ? thrown.stack : undefined;
    return typeof stack === 'string' ? redact(stack) : failureText(thrown, redact);
  });
}

/** Returns what to log of a failure of the ledger: the database's own code, or the stack of any other error. */
export function ledgerFailureDetail(error: unknown, redact: Redact): string {
  return isDatabaseFailure(error) ? databaseCode(error) : failureDetail(error, redact);
}

/** A getter or a custom `inspect` of the thrown value can throw as well, and the callers can't handle another error. */
function orUnreadable(read: () => string): string {
  try {
    return read();
  } catch {
    return 'the error can’t be displayed';
  }
}
