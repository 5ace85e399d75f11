import { Injectable } from '@nestjs/common';
import type { PaymentStatus } from '../../payments/payment.js';
import { SandboxStore } from '../../store/sandbox.store.js';

/** How many payments have each status. */
export type PaymentCounts = Readonly<Record<PaymentStatus, number>>;

/** Counts payments for the overview and for the tabs of the list. */
@Injectable()
export class PaymentCountsQuery {
  constructor(private readonly store: SandboxStore) {}

  async read(): Promise<PaymentCounts> {
    const rows = await this.store.db
      .selectFrom('payment')
      .select((row) => ['status', row.fn.countAll<number>().as('count')])
      .groupBy('status')
      .execute();
    const none: PaymentCounts = { Pending: 0, Paid: 0, Declined: 0, Expired: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  }
}
