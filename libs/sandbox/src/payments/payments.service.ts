import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { ScheduledJob } from '../clock/scheduler.js';
import { Scheduler } from '../clock/scheduler.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { WebhookOutbox } from '../webhooks/webhook.outbox.js';
import type { CardOutcome, CardSummary, Payment, PaymentRequest, SettleResult } from './payment.js';
import { CheckoutPayments } from './payment.js';
import type { PaymentKey } from './payment.store.js';
import { PaymentStore } from './payment.store.js';
import type { PaymentOccurrence } from './payment.transition.js';
import { transition } from './payment.transition.js';
import { paymentLine } from './payment.line.js';
import { TransactionIds } from './transaction-id.js';

/** How long a customer has to pay (OVGC API, Payment statuses: "30-minute checkout window"). */
const CHECKOUT_WINDOW_MS = 30 * 60 * 1000;

/** The payments of the gateway. They are created, settled, cancelled and expired here and nowhere else. */
@Injectable()
export class PaymentsService extends CheckoutPayments implements ScheduledJob, OnModuleInit {
  readonly #transactionIds = new TransactionIds();

  constructor(
    private readonly activity: Activity,
    private readonly clock: SandboxClock,
    private readonly journal: Journal,
    private readonly options: SandboxOptions,
    private readonly outbox: WebhookOutbox,
    private readonly payments: PaymentStore,
    private readonly scheduler: Scheduler,
    private readonly store: SandboxStore,
  ) {
    super();
  }

  onModuleInit(): void {
    this.scheduler.add(this);
  }

  /**
   * Creates the payment of a seller's order. An order that already has one gets that one, unchanged (OVGC API:
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

  settle(checkoutId: string, card: CardSummary, outcome: CardOutcome): Promise<SettleResult> {
    return this.#apply(checkoutId, { ...outcome, card });
  }

  cancel(checkoutId: string): Promise<SettleResult> {
    return this.#apply(checkoutId, { kind: 'cancelled' });
  }

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
    if (webhook !== null) await this.outbox.add(trx, webhook, moved, at);
    this.journal.write('payment', paymentLine(moved));
    return { kind: expired ? 'expired' : 'settled', payment: moved };
  }

  /** Announces a change that is committed. */
  #tell({ transactionId, orderUuid, status }: Payment): void {
    this.activity.tell({ kind: 'payment', transactionId, orderUuid, status });
  }
}
