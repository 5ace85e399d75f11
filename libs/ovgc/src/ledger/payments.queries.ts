import type { Insertable, Selectable, Transaction } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables, PaymentTable } from './ledger.tables.js';
import { LedgerConflictError } from './ledger.failure.js';
import { groupBy } from './ledger.sql.js';
import { prepared } from './prepared.js';

/** The row of an order, whether the gateway has answered or not. */
export type OrderRow = Selectable<PaymentTable>;

/** The row of an order that the gateway has answered: a payment. */
export type PaymentRow = OrderRow & {
  readonly transactionId: string;
  readonly url: string;
  readonly expiresAt: number;
};

/** Returns whether the gateway has answered for an order. */
export function isPayment(row: OrderRow): row is PaymentRow {
  return row.transactionId !== null;
}

/** The keys of an order. */
export interface OrderKeys {
  readonly orderUuid: string;
  readonly transactionId: string;
}

/** Stores intents and returns the orders that are new. A known order keeps its row. */
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

/** Deletes intents that came to nothing. A payment stays. */
export const deleteIntents = prepared(
  (trx: Transaction<LedgerTables>, account: string, orderUuids: readonly string[]) =>
    trx
      .deleteFrom('ovgcPayments')
      .where('account', '=', account)
      .where('orderUuid', 'in', orderUuids)
      .where('transactionId', 'is', null),
);

/** Updates what an intent says beside the amount and the e-mail address. A payment stays as it is, and so does an intent over another amount. */
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

/** Turns intents into payments, also those that were deleted in the meantime. A payment stays as it is. */
export const storePayments = prepared(
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

/** A change of a payment's status. */
export interface PaymentMove {
  /** The status that the move was decided on. */
  readonly from: PaymentStatus;
  /** The row after it. */
  readonly to: PaymentRow;
}

/**
 * Writes moves, each only from the status it was decided on, so that two processes can't undo each other's.
 *
 * @throws LedgerConflictError another process moved one of the payments in between
 */
export async function movePayments(
  trx: Transaction<LedgerTables>,
  account: string,
  moves: readonly PaymentMove[],
): Promise<void> {
  const alike = groupBy(
    moves,
    ({ from, to }) => `${from} ${to.status} ${to.paidAt} ${to.updatedAt}`,
  );
  for (const group of alike.values()) {
    const [{ from, to }] = group;
    const change = { status: to.status, paidAt: to.paidAt, updatedAt: to.updatedAt };
    const orderUuids = group.map((move) => move.to.orderUuid);
    const moved = await moveAlike(trx, account, orderUuids, from, change);
    if (moved.length < group.length) {
      throw new LedgerConflictError(`a payment to move to ${to.status} was no longer ${from}`);
    }
  }
}

const moveAlike = prepared(
  (
    trx: Transaction<LedgerTables>,
    account: string,
    orderUuids: readonly string[],
    from: PaymentStatus,
    change: Pick<PaymentRow, 'status' | 'paidAt' | 'updatedAt'>,
  ) =>
    trx
      .updateTable('ovgcPayments')
      .set(change)
      .where('account', '=', account)
      .where('orderUuid', 'in', orderUuids)
      .where('status', '=', from)
      .returning('orderUuid'),
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
