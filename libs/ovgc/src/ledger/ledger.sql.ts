import { sql } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';
import type { DeliveryState, WebhookState } from './ledger.tables.js';

/** Splits rows into portions that fit one statement: SQLite takes 32,766 values, and a row has at most twenty. */
export function chunks<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, i) =>
    rows.slice(i * ROWS, (i + 1) * ROWS),
  );
}

const ROWS = 1000;

/** Groups items by a key, each group in the items' order. `Map.groupBy` exists from Node 21 on. */
export function groupBy<T, K>(
  items: readonly T[],
  keyOf: (item: T) => K,
): ReadonlyMap<K, readonly [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

// The values that partial indexes are made of, as literals in the text of a query. With a parameter, SQLite would plan the
// query anew at each call to see whether the index applies, which takes ten times as long as the query.

export const deliveryIs = { pending: sql.lit<DeliveryState>('pending') } as const;
export const webhookIs = {
  unmatched: sql.lit<WebhookState>('unmatched'),
  unrecognised: sql.lit<WebhookState>('unrecognised'),
} as const;
export const paymentIs = {
  pending: sql.lit<PaymentStatus>('Pending'),
  paid: sql.lit<PaymentStatus>('Paid'),
} as const;
