import type { SharedDatabase } from '../../support/shared.database.js';
import { GRACE, UNMATCHED_AFTER } from './shop.model.js';

// Only the database knows what was committed before a crash.

/** Whether an order has a payment, of a transaction or of any. */
export function hasPayment(database: SharedDatabase, order: string, transaction = '%'): boolean {
  return has(
    database,
    'ovgc_payments where order_uuid = ? and transaction_id like ?',
    order,
    transaction,
  );
}

export function hasWebhook(
  database: SharedDatabase,
  transaction: string,
  outcome: string,
): boolean {
  return has(
    database,
    'ovgc_webhooks where transaction_id = ? and outcome = ?',
    transaction,
    outcome,
  );
}

/** Whether a payment is due to expire. */
export function isOverdue(database: SharedDatabase, now: number): boolean {
  return has(database, `ovgc_payments where status = 'Pending' and expires_at < ?`, now - GRACE);
}

/** Whether a webhook is due to be reported as unmatched. */
export function isUnreported(database: SharedDatabase, now: number): boolean {
  return has(
    database,
    `ovgc_webhooks where state = 'unmatched' and reported_at is null and received_at < ?`,
    now - UNMATCHED_AFTER,
  );
}

/** Whether nothing is left to do: everything is delivered, and no payment is pending. */
export function isQuiet(database: SharedDatabase): boolean {
  return !(
    has(database, `ovgc_deliveries where state != 'completed'`) ||
    has(database, `ovgc_payments where status = 'Pending' and transaction_id is not null`)
  );
}

function has(database: SharedDatabase, rows: string, ...parameters: unknown[]): boolean {
  return database.rows(`select 1 from ${rows} limit 1`, ...parameters).length > 0;
}
