import type { Transaction } from 'kysely';
import type { EventOutbox } from './event.outbox.js';
import type { PaymentEvent } from '../events/payment.events.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import { movePayments } from '../ledger/payments.queries.js';
import type { Account } from '../payments/payment.js';
import { PAYMENT_STATUSES } from '../payments/payment.js';
import { type Fact, settle } from './payment.changes.js';

/** The one way in which a payment moves: facts in, rows, events and deliveries out, in one transaction. */
export class Settlement {
  constructor(
    private readonly account: Account,
    private readonly outbox: EventOutbox,
  ) {}

  /** Answers the events it has stored: to be published after the commit. */
  async apply(
    trx: Transaction<LedgerTables>,
    facts: readonly Fact[],
    now: number,
  ): Promise<readonly PaymentEvent[]> {
    const { moved, events } = settle(this.account, facts, now);
    for (const status of PAYMENT_STATUSES) {
      const orderUuids = moved.filter((row) => row.status === status).map((row) => row.orderUuid);
      if (orderUuids.length === 0) continue;
      const paidAt = status === 'Paid' ? now : null;
      await movePayments(trx, this.account.name, orderUuids, { status, paidAt, updatedAt: now });
    }
    return this.outbox.store(trx, events);
  }
}
