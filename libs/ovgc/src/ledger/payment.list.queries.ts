import type { SelectQueryBuilder } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';
import { paymentIs } from './ledger.sql.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';
import { isPayment, type PaymentRow } from './payments.queries.js';

/** Where a list goes on: the last row of the page before. */
export interface PaymentCursor {
  readonly createdAt: number;
  readonly orderUuid: string;
}

/** Selects payments, newest first, after a cursor. */
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

/** Why somebody should review a payment. */
export type ReviewSearch =
  /** The gateway's order status says that it is paid, and no webhook has said so. */
  | { readonly kind: 'unconfirmed' }
  /** It has an event of that type. */
  | { readonly kind: 'event'; readonly event: string };

type Payments<Selected> = SelectQueryBuilder<LedgerTables, 'ovgcPayments', Selected>;

/** Narrows a query to an account's payments, or to those that need a review. */
function ofAccount<Selected>(
  payments: Payments<Selected>,
  account: string,
  review?: ReviewSearch,
): Payments<Selected> {
  if (review?.kind !== 'event') {
    const all = payments.where('account', '=', account);
    if (review === undefined) return all;
    return all.where('gatewayStatus', '=', paymentIs.paid).where('status', '!=', paymentIs.paid);
  }
  // By account and order together, or SQLite would go through the whole account instead of the few events.
  return payments.where((eb) =>
    eb(
      eb.refTuple('ovgcPayments.account', 'ovgcPayments.orderUuid'),
      'in',
      eb
        .selectFrom('ovgcEvents')
        .select(['ovgcEvents.account', 'ovgcEvents.orderUuid'])
        .where('ovgcEvents.account', '=', account)
        .where('ovgcEvents.name', '=', review.event)
        .$asTuple('account', 'orderUuid'),
    ),
  );
}

/** Counts the payments that need a review. */
export async function countForReview(
  reader: LedgerReader,
  account: string,
  review: ReviewSearch,
): Promise<number> {
  const counted = reader
    .selectFrom('ovgcPayments')
    .select(({ fn }) => fn.countAll<number>().as('count'));
  return (await ofAccount(counted, account, review).executeTakeFirst())?.count ?? 0;
}

/** Counts the orders that the gateway was asked for before a time, and whose answer was never stored. */
export async function countInDoubt(
  reader: LedgerReader,
  account: string,
  askedBefore: number,
): Promise<number> {
  const row = await reader
    .selectFrom('ovgcPayments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', account)
    .where('transactionId', 'is', null)
    .where('createdAt', '<', askedBefore)
    .executeTakeFirst();
  return row?.count ?? 0;
}
