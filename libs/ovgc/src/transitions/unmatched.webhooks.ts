import type { Transaction } from 'kysely';
import type { EventRecord } from '../events/event.record.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import type { OperationContext } from '../ledger/unit-of-work.js';
import { markApplied } from '../ledger/webhook.closing.queries.js';
import type { CandidateRow } from '../ledger/webhooks.queries.js';
import type { PaymentOutcome } from './payment.changes.js';
import { applyOutcomes } from './transitions.js';

/**
 * Applies webhooks that came before their payments, in the order they came.
 *
 * @param candidates unmatched webhooks, each with an id that it names
 * @param payments the payments that may have these ids
 * @returns the events that are new, and the ids of the webhooks that were applied
 */
export async function applyUnmatchedWebhooks(
  trx: Transaction<LedgerTables>,
  candidates: readonly CandidateRow[],
  payments: readonly PaymentRow[],
  context: OperationContext,
): Promise<{ readonly events: readonly EventRecord[]; readonly applied: ReadonlySet<number> }> {
  const byTransaction = new Map(payments.map((payment) => [payment.transactionId, payment]));
  const byOrder = new Map(payments.map((payment) => [payment.orderUuid, payment]));
  const outcomes: PaymentOutcome[] = [];
  const applied = new Set<number>();
  for (const { id, kind, value, outcome, receivedAt } of candidates) {
    const payment = (kind === 'transaction' ? byTransaction : byOrder).get(value);
    // A webhook that names a payment in two ways is applied once.
    if (payment === undefined || applied.has(id)) continue;
    if (outcome === 'unrecognised' || outcome === 'pending') continue;
    applied.add(id);
    outcomes.push({ payment, outcome, at: receivedAt });
    await markApplied(trx, { id, outcome }, payment.transactionId);
  }
  return { events: await applyOutcomes(trx, outcomes, context), applied };
}
