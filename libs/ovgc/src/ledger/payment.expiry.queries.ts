import type { Transaction } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';
import { paymentIs } from './ledger.sql.js';
import type { LedgerReader } from './ledger.js';
import type { LedgerTables } from './ledger.tables.js';
import { isPayment, type PaymentRow } from './payments.queries.js';
import { prepared } from './prepared.js';

/** Which overdue payments to select. */
export interface OverdueSearch {
  /** Only payments whose window ended before, in milliseconds since 1970. */
  readonly endedBefore: number;
  /**
   * Only payments that the gateway was last asked about before a time, or by a clock that was ahead of `now`; null when
   * the gateway can't be asked. Both are milliseconds since 1970.
   */
  readonly checked: { readonly before: number; readonly now: number } | null;
  readonly limit: number;
}

/**
 * Selects payments that are still Pending although their window is over, the oldest first. When the gateway can be
 * asked, those that it was never asked about come first, then those that it was asked about longest ago. When it can't,
 * payments that it once called Paid are left out.
 */
export async function selectOverdue(
  reader: LedgerReader,
  account: string,
  search: OverdueSearch,
): Promise<PaymentRow[]> {
  return (await selectOutOfTime(reader, account, search)).filter(isPayment);
}

const selectOutOfTime = prepared(
  (reader: LedgerReader, account: string, { endedBefore, checked, limit }: OverdueSearch) => {
    let query = reader
      .selectFrom('ovgcPayments')
      .selectAll()
      .where('account', '=', account)
      .where('status', '=', paymentIs.pending)
      .where('expiresAt', '<', endedBefore);
    if (checked === null) {
      query = query.where((eb) =>
        eb.or([eb('gatewayStatus', 'is', null), eb('gatewayStatus', '!=', paymentIs.paid)]),
      );
    } else {
      query = query
        .where((eb) =>
          eb.or([
            eb('checkedAt', 'is', null),
            eb('checkedAt', '<', checked.before),
            eb('checkedAt', '>', checked.now),
          ]),
        )
        .orderBy('checkedAt', (order) => order.asc().nullsFirst());
    }
    return query.orderBy('expiresAt').limit(limit);
  },
);

/**
 * Ends checkout windows at `latest` that end after it: they were stored while the clock was ahead.
 *
 * @param latest when a window ends that opens now, in milliseconds since 1970
 */
export const bringWindowsForward = prepared(
  (trx: Transaction<LedgerTables>, account: string, latest: number) =>
    trx
      .updateTable('ovgcPayments')
      .set({ expiresAt: latest })
      .where('account', '=', account)
      .where('status', '=', paymentIs.pending)
      .where('expiresAt', '>', latest),
);

/** Stores what the gateway's order status said of a payment. */
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
