import { Injectable } from '@nestjs/common';
import { SandboxNotFoundError } from '../sandbox.errors.js';
import { checked } from '../validation/checked.js';
import { WebhookLog } from '../webhooks/webhook.log.js';
import type { Payment } from './payment.js';
import { PaymentFilter } from './payment.filter.js';
import { PaymentStore } from './payment.store.js';
import type { PaymentTimelineEntry } from './payment.timeline.js';
import { timelineOf } from './payment.timeline.js';
import { PaymentsService } from './payments.service.js';

const MOST_WEBHOOKS = 1_000;

/** A page of payments. */
export interface PaymentPage {
  readonly payments: Payment[];
  readonly next: string | null;
}

/** Looks payments up for the people who run the sandbox. */
@Injectable()
export class PaymentSearch {
  constructor(
    private readonly log: WebhookLog,
    private readonly payments: PaymentsService,
    private readonly store: PaymentStore,
  ) {}

  /**
   * Newest first.
   *
   * @throws {SandboxRequestError} naming the field of the filter that cannot be used.
   */
  async list(filter: PaymentFilter = {}): Promise<Payment[]> {
    return (await this.page(filter)).payments;
  }

  /** A page of `list`, with the value of `after` for the next page; null when there is none. */
  async page(filter: PaymentFilter): Promise<PaymentPage> {
    const { limit = 50, ...rest } = checked(PaymentFilter, filter);
    await this.payments.expireDue();
    const found = await this.store.list({ ...rest, limit: limit + 1 });
    const payments = found.slice(0, limit);
    return {
      payments,
      next: found.length > limit ? (payments.at(-1)?.transactionId ?? null) : null,
    };
  }

  /**
   * One payment.
   *
   * @param reference a transaction id, an order id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  async find(reference: string): Promise<Payment> {
    const payment =
      (await this.payments.findByTransaction(reference)) ??
      (await this.payments.findByOrder(reference)) ??
      (await this.payments.findByCheckout(/\/checkout\/([^/?#]+)/.exec(reference)?.[1] ?? ''));
    if (payment !== null) return payment;
    throw new SandboxNotFoundError(
      `No payment has the order id, transaction id or checkout URL ${JSON.stringify(reference)}.`,
    );
  }

  /**
   * Everything that happened to a payment, oldest first: created, changed, webhooks with their attempts.
   *
   * @param reference the payment, an order id, a transaction id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  async timeline(reference: Payment | string): Promise<PaymentTimelineEntry[]> {
    const payment = typeof reference === 'string' ? await this.find(reference) : reference;
    const { transactionId } = payment;
    const [changes, webhooks] = await Promise.all([
      this.store.changesOf(transactionId),
      this.log.list({ transactionId, limit: MOST_WEBHOOKS }),
    ]);
    return timelineOf(payment, changes, webhooks);
  }
}
