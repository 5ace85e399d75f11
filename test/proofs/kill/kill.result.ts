import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { transactionOf } from '../../support/gateway.js';
import { HANDLED, type Handled } from '../../support/shop-process/shop.messages.js';
import type { OrderRecord, Promises } from './kill.promises.js';

/** What a shop has stored. */
export interface Remains {
  /** The result of SQLite's integrity check: `ok` if nothing is wrong. */
  readonly integrity: string;
  readonly payments: readonly PaymentRow[];
  readonly handled: readonly Handled[];
}

interface PaymentRow {
  readonly order: string;
  readonly transaction: string | null;
  readonly status: string;
}

/** For how many idempotency keys a handler did its work for an order. */
type KeyCount = (handler: Handled['handler']) => number;

/** Reads what a shop has stored in its folder. */
export function readRemains(folder: string): Remains {
  const database = new Database(join(folder, 'payments.db'));
  const all = (query: string) => database.prepare(query).all([]);
  try {
    const found = all('PRAGMA integrity_check') as { integrity_check: string }[];
    const payments = all(
      'SELECT order_uuid AS "order", transaction_id AS "transaction", status FROM ovgc_payments',
    );
    return {
      integrity: found.map((row) => row.integrity_check).join('; '),
      payments: payments as PaymentRow[],
      handled: readFileSync(join(folder, HANDLED), 'utf8').split('\n').flatMap(toHandled),
    };
  } finally {
    database.close();
  }
}

/** Describes every broken promise. */
export function brokenPromises({ orders }: Promises, remains: Remains): readonly string[] {
  const payments = new Map(remains.payments.map((payment) => [payment.order, payment]));
  const keys = keysOf(remains.handled);
  const unknown = remains.payments.filter(({ order }) => !orders.has(order));
  return [
    ...(remains.integrity === 'ok' ? [] : [`the ledger is damaged: ${remains.integrity}`]),
    ...unknown.map(({ order }) => `${order} was never ordered`),
    ...[...orders].flatMap(([order, record]) => {
      const payment = payments.get(order) ?? { order, transaction: null, status: 'unknown' };
      const keyCount: KeyCount = (handler) => keys.get(`${order} ${handler}`)?.size ?? 0;
      return [...wrongPayment(payment, record), ...wrongHandling(payment, keyCount)];
    }),
  ];
}

function wrongPayment(
  { order, transaction, status }: PaymentRow,
  { isCreated, sent, acknowledged, askedAgain }: OrderRecord,
): string[] {
  const isPaid = status === 'Paid';
  return [
    ...when(
      isCreated && transaction === null,
      `${order} has no payment, but its create call was answered`,
    ),
    ...when(
      acknowledged.has('succeeded') && !isPaid,
      `${order} is ${status}, but its success was acknowledged`,
    ),
    ...when(
      acknowledged.has('declined') && !isPaid && status !== 'Declined',
      `${order} is ${status}, but its decline was acknowledged`,
    ),
    ...when(isPaid && !sent.has('succeeded'), `${order} is paid, but no success was sent`),
    ...when(
      transaction !== null && transaction !== transactionOf(order),
      `${order} has the transaction ${transaction}`,
    ),
    ...when(askedAgain > 0, `${order} was asked for again after its create call had been answered`),
  ];
}

function wrongHandling({ order, status }: PaymentRow, keyCount: KeyCount): string[] {
  const paid = status === 'Paid' ? 1 : 0;
  const handled = (handler: Handled['handler']) =>
    `${order} is ${status}, and ${handler} was called with ${keyCount(handler)} keys`;
  return [
    ...when(keyCount('fulfil') !== paid, handled('fulfil')),
    ...when(keyCount('thank') !== paid, handled('thank')),
    ...when(keyCount('regret') > 1, handled('regret')),
    ...when(status === 'Declined' && keyCount('regret') === 0, handled('regret')),
  ];
}

function when(isWrong: boolean, what: string): string[] {
  return isWrong ? [what] : [];
}

function keysOf(handled: readonly Handled[]): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { order, handler, key } of handled) {
    const of = `${order} ${handler}`;
    keys.set(of, (keys.get(of) ?? new Set()).add(key));
  }
  return keys;
}

/** A line that a kill has cut off counts as work that wasn't done. */
function toHandled(line: string): Handled[] {
  try {
    return [JSON.parse(line) as Handled];
  } catch {
    return [];
  }
}
