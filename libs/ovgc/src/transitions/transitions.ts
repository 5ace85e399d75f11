import type { Transaction } from 'kysely';
import type { EventRecord } from '../events/event.record.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { movePayments } from '../ledger/payments.queries.js';
import type { OperationContext } from '../ledger/unit-of-work.js';
import { storeEvents } from './event.outbox.js';
import { decideChanges, type PaymentOutcome } from './payment.changes.js';

/**
 * Applies outcomes to payments. The only code that changes a payment's status: it writes the rows, the events and
 * their deliveries, all in the caller's transaction.
 *
 * @returns the events that are new; publish them after the commit
 */
export async function applyOutcomes(
  trx: Transaction<LedgerTables>,
  outcomes: readonly PaymentOutcome[],
  context: OperationContext,
): Promise<readonly EventRecord[]> {
  const { moves, events } = decideChanges(outcomes, context.now);
  await movePayments(trx, context.account.name, moves);
  return storeEvents(trx, events, context);
}
