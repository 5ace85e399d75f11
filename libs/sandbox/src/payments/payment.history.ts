import { Injectable } from '@nestjs/common';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import type { Payment } from './payment.js';
import type { PaymentChange } from './payment.timeline.js';

/** What happened to payments, as rows. */
@Injectable()
export class PaymentHistory {
  constructor(private readonly store: SandboxStore) {}

  /** Writes down what a payment became, in the transaction that changes it. */
  async add(db: SandboxConnection, payment: Payment, at: Date): Promise<void> {
    await db
      .insertInto('payment_change')
      .values({
        transaction_id: payment.transactionId,
        at: at.getTime(),
        status: payment.status,
        closed: payment.closed,
        decline_reason: payment.declineReason,
        card_brand: payment.card?.brand ?? null,
        card_last_four: payment.card?.lastFour ?? null,
      })
      .execute();
  }

  /** Oldest first. */
  async of(transactionId: string): Promise<PaymentChange[]> {
    const rows = await this.store.db
      .selectFrom('payment_change')
      .selectAll()
      .where('transaction_id', '=', transactionId)
      .orderBy('seq')
      .execute();
    return rows.map((row) => ({
      at: new Date(row.at),
      status: row.status,
      closed: row.closed,
      declineReason: row.decline_reason,
      card:
        row.card_brand === null || row.card_last_four === null
          ? null
          : { brand: row.card_brand, lastFour: row.card_last_four },
    }));
  }
}
