import type { SelectQueryBuilder } from 'kysely';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';

/** Why a payment wants a person. */
export type ConcernSearch =
  /** The gateway's order status says that it is paid, and no webhook has said so. */
  | { readonly kind: 'unconfirmed' }
  /** There was an event of that name. */
  | { readonly kind: 'told'; readonly event: string };

type Payments<Selected> = SelectQueryBuilder<LedgerTables, 'ovgcPayments', Selected>;

/** Leaves of an account's payments those of a concern. */
export function ofConcern<Selected>(
  payments: Payments<Selected>,
  account: string,
  concern: ConcernSearch,
): Payments<Selected> {
  if (concern.kind === 'unconfirmed') {
    return payments.where('gatewayStatus', '=', 'Paid').where('status', '!=', 'Paid');
  }
  return payments.where('orderUuid', 'in', (eb) =>
    eb
      .selectFrom('ovgcEvents')
      .select('ovgcEvents.orderUuid')
      .where('ovgcEvents.account', '=', account)
      .where('ovgcEvents.name', '=', concern.event),
  );
}

/** How many payments are of a concern. */
export async function countOfConcern(
  reader: LedgerReader,
  account: string,
  concern: ConcernSearch,
): Promise<number> {
  const payments = reader.selectFrom('ovgcPayments').where('account', '=', account);
  const counted = payments.select(({ fn }) => fn.countAll<number>().as('count'));
  return (await ofConcern(counted, account, concern).executeTakeFirst())?.count ?? 0;
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
