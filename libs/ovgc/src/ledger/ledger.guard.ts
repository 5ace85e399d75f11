import { databaseCode } from './ledger.failure.js';

/** The code of a {@link LedgerLostError}, where a database has a code of its own. */
export const LEDGER_LOST = 'LEDGER_LOST';

/** Knows whether the database that is open is still the one that the next start will open. */
export interface LedgerGuard {
  /** @throws LedgerLostError what is committed now would be gone after a restart */
  check(): void;
}

/** What the ledger stores would be gone after a restart: its files were deleted, moved or replaced. */
export class LedgerLostError extends Error {
  override readonly name = 'LedgerLostError';
  readonly code = LEDGER_LOST;
}

/** For databases that can't be lost under a running app. */
export const UNGUARDED: LedgerGuard = { check: () => undefined };

/** Whether an error says that the ledger is lost. The guard has logged that already, with what to do. */
export function isLedgerLost(error: unknown): boolean {
  return databaseCode(error) === LEDGER_LOST;
}
