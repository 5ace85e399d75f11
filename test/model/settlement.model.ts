import type { Arrival } from '../../libs/ovgc/src/payments/payment.transition.js';
import type { PaymentStatus } from '../../libs/ovgc/src/payments/payment.js';

/** What a webhook can say here. */
export type Outcome = Exclude<Arrival, 'window_passed'>;

/** How long things take here, in milliseconds of the model's own clock. */
export const WINDOW = 30;
export const GRACE = 5;
export const UNMATCHED_AFTER = 10;

interface ModelPayment {
  readonly transaction: string;
  readonly expiresAt: number;
  status: PaymentStatus;
  readonly events: string[];
}

interface ModelWebhook {
  readonly transaction: string;
  readonly outcome: Outcome;
  readonly at: number;
  state: 'parked' | 'applied';
  reported: boolean;
}

/** What should come of answers, webhooks and sweeps: as short as it can be said, with no thought of databases. */
export class SettlementModel {
  readonly payments = new Map<string, ModelPayment>();
  readonly webhooks: ModelWebhook[] = [];

  answer(order: string, transaction: string, now: number): string {
    const owner = [...this.payments].find(([, payment]) => payment.transaction === transaction);
    if (owner && owner[0] !== order) return 'foreign_transaction';
    const known = this.payments.get(order);
    if (known) return known.transaction === transaction ? 'stored' : 'second_transaction';
    const expiresAt = now + WINDOW;
    this.payments.set(order, { transaction, expiresAt, status: 'Pending', events: ['created'] });
    this.webhooks.filter((webhook) => webhook.transaction === transaction).forEach(this.apply);
    return 'stored';
  }

  /** Answers whether it was the first of its kind. */
  webhook(transaction: string, outcome: Outcome, at: number): boolean {
    if (this.webhooks.some((w) => w.transaction === transaction && w.outcome === outcome)) {
      return false;
    }
    this.webhooks.push({ transaction, outcome, at, state: 'parked', reported: false });
    this.webhooks.slice(-1).forEach(this.apply);
    return true;
  }

  sweep(now: number): void {
    for (const payment of this.payments.values()) {
      if (payment.expiresAt < now - GRACE) move(payment, 'expired', now);
    }
    for (const webhook of this.webhooks) {
      webhook.reported ||= webhook.state === 'parked' && webhook.at < now - UNMATCHED_AFTER;
    }
  }

  private readonly apply = (webhook: ModelWebhook): void => {
    const { transaction, outcome, at } = webhook;
    const payment = [...this.payments.values()].find((one) => one.transaction === transaction);
    if (!payment) return;
    webhook.state = 'applied';
    if (outcome === 'succeeded') pay(payment);
    else if (payment.status === 'Paid') tellOnce(payment, 'conflicted');
    else move(payment, outcome, at);
  };
}

function pay(payment: ModelPayment): void {
  if (payment.status === 'Paid') return;
  payment.events.push(payment.status === 'Pending' ? 'succeeded' : 'succeeded late');
  payment.status = 'Paid';
}

function move(payment: ModelPayment, outcome: Outcome, at: number): void {
  if (payment.status !== 'Pending') return;
  const declined = outcome === 'declined' && at < payment.expiresAt;
  payment.status = declined ? 'Declined' : 'Expired';
  payment.events.push(declined ? 'declined' : 'expired');
}

function tellOnce(payment: ModelPayment, event: string): void {
  if (!payment.events.includes(event)) payment.events.push(event);
}
