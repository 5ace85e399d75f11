import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { ScheduledJob } from '../clock/scheduler.js';
import { Scheduler } from '../clock/scheduler.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxNotFoundError } from '../sandbox.errors.js';
import { SandboxOptions } from '../sandbox.options.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { checked } from '../validation/checked.js';
import { WebhookLog } from '../webhooks/webhook.log.js';
import { WebhooksService } from '../webhooks/webhooks.service.js';
import type { CardOutcome, CardSummary, Payment, PaymentRequest, SettleResult } from './payment.js';
import { paymentLine } from './payment.js';
import { PaymentFilter } from './payment.filter.js';
import type { PaymentKey } from './payment.store.js';
import { PaymentStore } from './payment.store.js';
import type { PaymentTimelineEntry } from './payment.timeline.js';
import { timelineOf } from './payment.timeline.js';
import type { PaymentOccurrence } from './payment.transition.js';
import { transition } from './payment.transition.js';
import { TransactionIds } from './transaction-id.js';

/** How long a customer has to pay (docs/gateway-api.md, Payment statuses: "30-minute checkout window"). */
const CHECKOUT_WINDOW_MS = 30 * 60 * 1000;

const MOST_WEBHOOKS = 1_000;

/** A page of payments. */
export interface PaymentPage {
  readonly payments: Payment[];
  readonly next: string | null;
}

/**
 * The payments of the gateway. They are created, settled, cancelled and expired here and nowhere else. Each call first
 * expires what is due by the sandbox's clock, so that an expired window is never shown as open.
 */
@Injectable()
export class PaymentsService implements ScheduledJob, OnModuleInit {
  readonly #transactionIds = new TransactionIds();

  constructor(
    private readonly activity: Activity,
    private readonly clock: SandboxClock,
    private readonly journal: Journal,
    private readonly log: WebhookLog,
    private readonly options: SandboxOptions,
    private readonly payments: PaymentStore,
    private readonly scheduler: Scheduler,
    private readonly store: SandboxStore,
    private readonly webhooks: WebhooksService,
  ) {}

  onModuleInit(): void {
    this.scheduler.add(this);
  }

  /**
   * Creates the payment of a seller's order. An order that already has one gets that one, unchanged (docs/gateway-api.md:
   * "duplicate requests are handled idempotently").
   */
  async create(request: PaymentRequest): Promise<Payment> {
    const now = this.clock.now();
    const payment = await this.payments.addOnce({
      ...request,
      checkoutId: randomUUID(),
      transactionId: this.#transactionIds.next(now),
      status: 'Pending',
      closed: null,
      declineReason: null,
      card: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + CHECKOUT_WINDOW_MS),
      paidAt: null,
    });
    this.#tell(payment);
    void this.scheduler.startDue();
    return payment;
  }

  findByCheckout(checkoutId: string): Promise<Payment | null> {
    return this.#find('checkoutId', checkoutId);
  }

  /** @param sellerId whose payment it must be. Default: any seller's. */
  findByTransaction(transactionId: string, sellerId?: string): Promise<Payment | null> {
    return this.#find('transactionId', transactionId, sellerId);
  }

  /** @param sellerId whose payment it must be. Default: any seller's, the last one of several. */
  findByOrder(orderUuid: string, sellerId?: string): Promise<Payment | null> {
    return this.#find('orderUuid', orderUuid, sellerId);
  }

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
    await this.expireDue();
    const found = await this.payments.list({ ...rest, limit: limit + 1 });
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
      (await this.findByTransaction(reference)) ??
      (await this.findByOrder(reference)) ??
      (await this.findByCheckout(/\/checkout\/([^/?#]+)/.exec(reference)?.[1] ?? ''));
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
      this.payments.changesOf(transactionId),
      this.log.list({ transactionId, limit: MOST_WEBHOOKS }),
    ]);
    return timelineOf(payment, changes, webhooks);
  }

  /** Settles with the acquirer's answer; only one of two concurrent calls captures. The webhook is sent automatically. */
  settle(checkoutId: string, card: CardSummary, outcome: CardOutcome): Promise<SettleResult> {
    return this.#apply(checkoutId, { ...outcome, card });
  }

  /** The customer cancels. Paying afterwards fails; the webhook `payment.declined` is sent automatically. */
  cancel(checkoutId: string): Promise<SettleResult> {
    return this.#apply(checkoutId, { kind: 'cancelled' });
  }

  /** Ends the payment's window now, as if time had passed. A payment that is paid or closed does not change. */
  expire(checkoutId: string): Promise<SettleResult> {
    return this.#apply(checkoutId, { kind: 'window_passed' });
  }

  /** Expires what is due, so that a window that is over is never shown as open even if the timer is late. */
  async expireDue(): Promise<void> {
    const next = await this.nextAt();
    if (next !== null && next <= this.clock.now()) await this.scheduler.startDue();
  }

  nextAt(): Promise<Date | null> {
    return this.payments.nextExpiry();
  }

  async startDue(now: Date): Promise<void> {
    const overdue = await this.payments.overdue(now);
    if (overdue.length === 0) return;
    const results = await this.store.db.transaction().execute(async (trx) => {
      const expired: SettleResult[] = [];
      for (const payment of overdue) {
        // It expires at the end of its window, however late that is noticed.
        expired.push(await this.#move(trx, payment, { kind: 'window_passed' }, payment.expiresAt));
      }
      return expired;
    });
    for (const { payment } of results) this.#tell(payment);
  }

  async #find(key: PaymentKey, value: string, sellerId?: string): Promise<Payment | null> {
    await this.expireDue();
    return this.payments.find(key, value, { sellerId });
  }

  /** Reads, decides and writes in one transaction, so that only one of two concurrent cards captures. */
  async #apply(checkoutId: string, occurrence: PaymentOccurrence): Promise<SettleResult> {
    await this.expireDue();
    const result = await this.store.db.transaction().execute(async (trx) => {
      const now = this.clock.now();
      if (occurrence.kind === 'window_passed') await this.payments.endWindow(trx, checkoutId, now);
      const payment = await this.payments.find('checkoutId', checkoutId, { db: trx });
      if (payment === null) throw new Error(`There is no payment for the checkout ${checkoutId}.`);
      return this.#move(trx, payment, occurrence, now);
    });
    this.#tell(result.payment);
    // Not awaited: a slow endpoint must not delay the customer's page.
    void this.scheduler.startDue();
    return result;
  }

  async #move(
    trx: SandboxConnection,
    payment: Payment,
    occurrence: PaymentOccurrence,
    at: Date,
  ): Promise<SettleResult> {
    const result = transition(payment, occurrence, at, this.options);
    if (result.kind === 'refused') return { kind: result.because, payment };

    const { status, closed, declineReason, webhook } = result;
    const expired = status === 'Expired';
    const card = 'card' in occurrence && !expired ? occurrence.card : payment.card;
    const paidAt = status === 'Paid' ? at : payment.paidAt;
    const change = { status, closed, declineReason, card, paidAt };
    const moved = await this.payments.change(trx, payment, change, at);
    if (webhook !== null) await this.webhooks.announce(trx, webhook, moved, at);
    this.journal.write('payment', paymentLine(moved));
    return { kind: expired ? 'expired' : 'settled', payment: moved };
  }

  /** Announces a change that is committed. */
  #tell({ transactionId, orderUuid, status }: Payment): void {
    this.activity.tell({ kind: 'payment', transactionId, orderUuid, status });
  }
}
