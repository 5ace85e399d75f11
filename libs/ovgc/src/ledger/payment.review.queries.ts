import type { SelectQueryBuilder } from 'kysely';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';
import { paymentIs } from './ledger.sql.js';

/** Why a payment wants a person. */
export type ReviewSearch =
  /** The gateway's order status says that it is paid, and no webhook has said so. */
  | { readonly kind: 'unconfirmed' }
  /** There was an event of that name. */
  | { readonly kind: 'told'; readonly event: string };

type Payments<Selected> = SelectQueryBuilder<LedgerTables, 'ovgcPayments', Selected>;

/** Leaves an account's payments: all of them, or those of a review. */
export function ofAccount<Selected>(
  payments: Payments<Selected>,
  account: string,
  review?: ReviewSearch,
): Payments<Selected> {
  if (review?.kind !== 'told') {
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

/** How many payments are of a review. */
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

/** How many orders the gateway was asked for since before a time, without an answer that could be stored. */
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
