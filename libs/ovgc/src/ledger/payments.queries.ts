import type { Insertable, Selectable, Transaction } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables, PaymentTable } from './ledger.tables.js';
import { paymentIs } from './ledger.sql.js';
import { type ReviewSearch, ofAccount } from './payment.review.queries.js';
import { prepared } from './prepared.js';

/** A row of an order, answered by the gateway or not. */
export type OrderRow = Selectable<PaymentTable>;

/** A row that the gateway has answered for: a payment. */
export type PaymentRow = OrderRow & {
  readonly transactionId: string;
  readonly url: string;
  readonly expiresAt: number;
};

/** Whether the gateway has answered for an order. */
export function isPayment(row: OrderRow): row is PaymentRow {
  return row.transactionId !== null;
}

/** What an order is known by. */
export interface OrderKeys {
  readonly orderUuid: string;
  readonly transactionId: string;
}

/** Where to go on in a list: the last row that was seen. */
export interface PaymentCursor {
  readonly createdAt: number;
  readonly orderUuid: string;
}

/** Stores intents and answers the orders that were new; one that is known keeps the row it has. */
export async function insertIntents(
  trx: Transaction<LedgerTables>,
  rows: readonly Insertable<PaymentTable>[],
): Promise<string[]> {
  const fresh = await insertSome(trx, rows);
  return fresh.map(({ orderUuid }) => orderUuid);
}

const insertSome = prepared(
  (trx: Transaction<LedgerTables>, rows: readonly Insertable<PaymentTable>[]) =>
    trx
      .insertInto('ovgcPayments')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['account', 'orderUuid']).doNothing())
      .returning('orderUuid'),
);

/** Forgets an intent that came to nothing; a payment stays. */
export const deleteIntents = prepared(
  (trx: Transaction<LedgerTables>, account: string, orderUuids: readonly string[]) =>
    trx
      .deleteFrom('ovgcPayments')
      .where('account', '=', account)
      .where('orderUuid', 'in', orderUuids)
      .where('transactionId', 'is', null),
);

/** Replaces what an intent says beside what is charged and to whom; a payment, or another amount, stays as it is. */
export const amendIntent = prepared((trx: Transaction<LedgerTables>, intent: OrderRow) => {
  const { successUrl, cancelUrl, productTitle, firstName, lastName, metadata, updatedAt } = intent;
  return trx
    .updateTable('ovgcPayments')
    .set({ successUrl, cancelUrl, productTitle, firstName, lastName, metadata, updatedAt })
    .where('account', '=', intent.account)
    .where('orderUuid', '=', intent.orderUuid)
    .where('amount', '=', intent.amount)
    .where('email', '=', intent.email)
    .where('transactionId', 'is', null);
});

/** Makes intents payments, also one that was forgotten meanwhile. What is a payment stays as it is. */
export const storeAnswers = prepared(
  (trx: Transaction<LedgerTables>, rows: readonly PaymentRow[]) =>
    trx
      .insertInto('ovgcPayments')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['account', 'orderUuid'])
          .doUpdateSet((eb) => ({
            transactionId: eb.ref('excluded.transactionId'),
            url: eb.ref('excluded.url'),
            expiresAt: eb.ref('excluded.expiresAt'),
            updatedAt: eb.ref('excluded.updatedAt'),
          }))
          .where('ovgcPayments.transactionId', 'is', null),
      ),
);

/** Moves payments to another status. */
export const movePayments = prepared(
  (
    trx: Transaction<LedgerTables>,
    account: string,
    orderUuids: readonly string[],
    move: Pick<OrderRow, 'status' | 'paidAt' | 'updatedAt'>,
  ) =>
    trx
      .updateTable('ovgcPayments')
      .set(move)
      .where('account', '=', account)
      .where('orderUuid', 'in', orderUuids),
);

/** The rows of orders, intents included. */
export const selectOrders = prepared(
  (reader: LedgerReader, account: string, orderUuids: readonly string[]) =>
    reader
      .selectFrom('ovgcPayments')
      .selectAll()
      .where('account', '=', account)
      .where('orderUuid', 'in', orderUuids),
);

/** The rows of orders, intents included, and of transactions, each row once. */
export const selectOrdersOrTransactions = prepared(
  (reader: LedgerReader, account: string, keys: readonly OrderKeys[]) => {
    const orderUuids = keys.map(({ orderUuid }) => orderUuid);
    const transactionIds = keys.map(({ transactionId }) => transactionId);
    const payments = reader.selectFrom('ovgcPayments').selectAll().where('account', '=', account);
    // Two lookups: for one with an OR in it SQLite goes through the whole account.
    return payments
      .where('orderUuid', 'in', orderUuids)
      .union(payments.where('transactionId', 'in', transactionIds));
  },
);

/** The payments of transactions. */
export async function selectByTransactions(
  reader: LedgerReader,
  account: string,
  transactionIds: readonly string[],
): Promise<PaymentRow[]> {
  const rows = await selectOfTransactions(reader, account, transactionIds);
  return rows.filter(isPayment);
}

const selectOfTransactions = prepared(
  (reader: LedgerReader, account: string, transactionIds: readonly string[]) =>
    reader
      .selectFrom('ovgcPayments')
      .selectAll()
      .where('account', '=', account)
      .where('transactionId', 'in', transactionIds),
);

/** Which overdue payments are looked for. */
export interface OverdueSearch {
  /** Their windows ended before that. */
  readonly endedBefore: number;
  /** The gateway was not asked for their status since; null where it can't be asked. */
  readonly checkedBefore: number | null;
  readonly limit: number;
}

/**
 * Payments that are still pending although their window is over, the oldest first. Where the gateway can be asked, those
 * it was never asked for come first, then those it was not asked for the longest; where it can't, those that it has once
 * called paid are left out.
 */
export async function selectOverdue(
  reader: LedgerReader,
  account: string,
  search: OverdueSearch,
): Promise<PaymentRow[]> {
  return (await selectOutOfTime(reader, account, search)).filter(isPayment);
}

const selectOutOfTime = prepared(
  (reader: LedgerReader, account: string, { endedBefore, checkedBefore, limit }: OverdueSearch) => {
    let query = reader
      .selectFrom('ovgcPayments')
      .selectAll()
      .where('account', '=', account)
      .where('status', '=', paymentIs.pending)
      .where('expiresAt', '<', endedBefore);
    if (checkedBefore === null) {
      query = query.where((eb) =>
        eb.or([eb('gatewayStatus', 'is', null), eb('gatewayStatus', '!=', paymentIs.paid)]),
      );
    } else {
      query = query
        .where((eb) => eb.or([eb('checkedAt', 'is', null), eb('checkedAt', '<', checkedBefore)]))
        .orderBy('checkedAt', (order) => order.asc().nullsFirst());
    }
    return query.orderBy('expiresAt').limit(limit);
  },
);

/** Writes down what the gateway's order status said of a payment. */
export async function recordCheck(
  trx: Transaction<LedgerTables>,
  account: string,
  orderUuid: string,
  check: { readonly gatewayStatus: PaymentStatus | null; readonly checkedAt: number },
): Promise<void> {
  await trx
    .updateTable('ovgcPayments')
    .set(check)
    .where('account', '=', account)
    .where('orderUuid', '=', orderUuid)
    .execute();
}

/** Payments, newest first, from a cursor on. */
export async function selectPage(
  reader: LedgerReader,
  account: string,
  page: {
    readonly status: PaymentStatus | null;
    readonly review?: ReviewSearch | undefined;
    readonly limit: number;
    readonly after: PaymentCursor | null;
  },
): Promise<PaymentRow[]> {
  const { status, review, limit, after } = page;
  const payments = reader.selectFrom('ovgcPayments').selectAll();
  let query = ofAccount(payments, account, review).where('transactionId', 'is not', null);
  if (status !== null) query = query.where('status', '=', status);
  if (after !== null) {
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'orderUuid'), '<', eb.tuple(after.createdAt, after.orderUuid)),
    );
  }
  const rows = await query
    .orderBy('createdAt', 'desc')
    .orderBy('orderUuid', 'desc')
    .limit(limit)
    .execute();
  return rows.filter(isPayment);
}
