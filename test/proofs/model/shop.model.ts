import type { Outcome as PaymentOutcome } from '../../../libs/ovgc/src/payments/payment.outcome.js';
import { CHECKOUT_WINDOW_MS, type PaymentStatus } from '../../../libs/ovgc/src/payments/payment.js';

/** What a webhook can say here. */
export type Outcome = Exclude<PaymentOutcome, 'window_passed'>;

/** The times of the model, in milliseconds. The clock advances by ticks, and the jobs run after each. */
export const TICK = CHECKOUT_WINDOW_MS / 2;
export const GRACE = TICK;
export const UNMATCHED_AFTER = TICK;

interface ModelPayment {
  readonly transaction: string;
  readonly expiresAt: number;
  status: PaymentStatus;
  readonly events: string[];
}

/** A webhook as it is kept. */
export interface ModelWebhook {
  readonly transaction: string;
  readonly outcome: Outcome;
  readonly at: number;
  state: 'unmatched' | 'applied';
  reported: boolean;
}

/**
 * What answers, webhooks and time should lead to (rules 3, 4 and 5), in as few words as possible and without processes
 * and databases.
 */
export class ShopModel {
  readonly payments = new Map<string, ModelPayment>();
  readonly webhooks: ModelWebhook[] = [];

  answer(order: string, transaction: string, askedAt: number): void {
    if (this.payments.has(order) || this.paymentOf(transaction)) return;
    const expiresAt = askedAt + CHECKOUT_WINDOW_MS;
    this.payments.set(order, { transaction, expiresAt, status: 'Pending', events: ['created'] });
    this.webhooks.filter((webhook) => webhook.transaction === transaction).forEach(this.apply);
  }

  webhook(transaction: string, outcome: Outcome, at: number): void {
    if (this.webhooks.some((w) => w.transaction === transaction && w.outcome === outcome)) return;
    this.webhooks.push({ transaction, outcome, at, state: 'unmatched', reported: false });
    this.webhooks.slice(-1).forEach(this.apply);
  }

  expire(now: number): void {
    for (const payment of this.payments.values()) {
      if (payment.expiresAt < now - GRACE) giveUp(payment, 'expired', now);
    }
  }

  reportUnmatched(now: number): void {
    for (const webhook of this.webhooks) {
      webhook.reported ||= webhook.state === 'unmatched' && webhook.at < now - UNMATCHED_AFTER;
    }
  }

  private readonly apply = (webhook: ModelWebhook): void => {
    const { transaction, outcome, at } = webhook;
    const payment = this.paymentOf(transaction);
    if (!payment) return;
    webhook.state = 'applied';
    if (outcome === 'succeeded') pay(payment);
    else if (payment.status === 'Paid') contradict(payment);
    else giveUp(payment, outcome, at);
  };

  private paymentOf(transaction: string): ModelPayment | undefined {
    return [...this.payments.values()].find((payment) => payment.transaction === transaction);
  }
}

function pay(payment: ModelPayment): void {
  payment.events.push(payment.status === 'Pending' ? 'succeeded' : 'succeeded late');
  payment.status = 'Paid';
}

function giveUp(payment: ModelPayment, outcome: Outcome, at: number): void {
  if (payment.status !== 'Pending') return;
  const declined = outcome === 'declined' && at < payment.expiresAt;
  payment.status = declined ? 'Declined' : 'Expired';
  payment.events.push(declined ? 'declined' : 'expired');
}

function contradict({ events }: ModelPayment): void {
  if (!events.includes('conflicted')) events.push('conflicted');
}
