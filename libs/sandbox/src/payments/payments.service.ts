import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Agenda } from '../clock/agenda.js';
import type { DueWork } from '../clock/due-work.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { WebhookOutbox } from '../webhooks/webhook.outbox.js';
import type { CardOutcome, CardSummary, Payment, PaymentRequest, SettleResult } from './payment.js';
import { CheckoutPayments } from './payment.js';
import { PaymentHistory } from './payment.history.js';
import type { PaymentKey } from './payment.store.js';
import { PaymentStore } from './payment.store.js';
import type { PaymentOccurrence } from './payment.transition.js';
import { transition } from './payment.transition.js';
import { paymentLine } from './payment.line.js';
import { TransactionIds } from './transaction-id.js';

/** The time that a customer has to pay (OVGC API, Payment statuses: "30-minute checkout window"). */
const CHECKOUT_WINDOW_MS = 30 * 60 * 1000;

/** The payments of the gateway: created, settled, cancelled and expired here, and nowhere else. */
@Injectable()
export class PaymentsService extends CheckoutPayments implements DueWork, OnModuleInit {
  readonly #transactionIds = new TransactionIds();

  constructor(
    private readonly activity: Activity,
    private readonly agenda: Agenda,
    private readonly clock: SandboxClock,
    private readonly history: PaymentHistory,
    private readonly journal: Journal,
    private readonly options: SandboxOptions,
    private readonly outbox: WebhookOutbox,
    private readonly payments: PaymentStore,
    private readonly store: SandboxStore,
  ) {
    super();
  }

  onModuleInit(): void {
    this.agenda.add(this);
  }

  /**
   * Creates the payment of a seller's order, once: an order that has one gets it as it is, whatever the second request
   * says (OVGC API: "duplicate requests are handled idempotently").
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
    void this.agenda.startDue();
    return payment;
  }

  findByCheckout(checkoutId: string): Promise<Payment | null> {
    return this.#find('checkout_id', checkoutId);
  }

  /** @param sellerId whose it must be. Default: any seller's. */
  findByTransaction(transactionId: string, sellerId?: string): Promise<Payment | null> {
    return this.#find('transaction_id', transactionId, sellerId);
  }

  /** @param sellerId whose it must be. Default: any seller's, the last one of several. */
  findByOrder(orderUuid: string, sellerId?: string): Promise<Payment | null> {
    return this.#find('order_uuid', orderUuid, sellerId);
  }

  settle(checkoutId: string, card: CardSummary, outcome: CardOutcome): Promise<SettleResult> {
    return this.#apply(checkoutId, outcome, card);
  }

  cancel(checkoutId: string): Promise<SettleResult> {
    return this.#apply(checkoutId, { kind: 'cancelled' }, null);
  }

  async expire(checkoutId: string): Promise<SettleResult> {
    await this.letPass();
    const now = this.clock.now();
    const result = await this.store.db.transaction().execute(async (trx) => {
      await this.payments.endWindow(trx, checkoutId, now);
      return this.#move(trx, checkoutId, { kind: 'window_passed' }, null, now);
    });
    this.#tell(result.payment);
    void this.agenda.startDue();
    return result;
  }

  /** A window that is over is never shown as open, even if the timer is late. */
  async letPass(): Promise<void> {
    const next = await this.nextAt();
    if (next !== null && next <= this.clock.now()) await this.agenda.startDue();
  }

  nextAt(): Promise<Date | null> {
    return this.payments.nextExpiry();
  }

  async startDue(now: Date): Promise<void> {
    const overdue = await this.payments.overdue(now);
    if (overdue.length === 0) return;
    const expired: Payment[] = [];
    await this.store.db.transaction().execute(async (trx) => {
      for (const { checkoutId, expiresAt } of overdue) {
        // It expires at the end of its window, however late that is noticed.
        const passed = { kind: 'window_passed' } as const;
        // oxlint-disable-next-line no-await-in-loop
        const { payment } = await this.#move(trx, checkoutId, passed, null, expiresAt);
        expired.push(payment);
      }
    });
    for (const payment of expired) this.#tell(payment);
  }

  async idle(): Promise<void> {
    // An expiry is finished when startDue is.
  }

  async #find(key: PaymentKey, value: string, sellerId?: string): Promise<Payment | null> {
    await this.letPass();
    return this.payments.find(key, value, { sellerId });
  }

  async #apply(
    checkoutId: string,
    occurrence: PaymentOccurrence,
    card: CardSummary | null,
  ): Promise<SettleResult> {
    await this.letPass();
    const result = await this.store.db
      .transaction()
      .execute((trx) => this.#move(trx, checkoutId, occurrence, card, this.clock.now()));
    this.#tell(result.payment);
    // Not awaited: a slow endpoint is not to hold up the customer's page.
    void this.agenda.startDue();
    return result;
  }

  /** Reads, decides and writes in one transaction, so of two cards at the same instant one captures. */
  async #move(
    trx: SandboxConnection,
    checkoutId: string,
    occurrence: PaymentOccurrence,
    card: CardSummary | null,
    at: Date,
  ): Promise<SettleResult> {
    const payment = await this.payments.find('checkout_id', checkoutId, { db: trx });
    if (payment === null) throw new Error(`There is no payment behind the checkout ${checkoutId}.`);
    const result = transition(payment, occurrence, at, this.options);
    if (result.kind === 'refused') return { kind: result.because, payment };

    const { status, closed, declineReason, webhook } = result;
    const expired = status === 'Expired';
    const moved = await this.payments.move(trx, payment, {
      status,
      closed,
      declineReason,
      card: expired ? payment.card : (card ?? payment.card),
      paidAt: status === 'Paid' ? at : payment.paidAt,
    });
    await this.history.add(trx, moved, at);
    if (webhook !== null) await this.outbox.add(trx, webhook, moved, at);
    this.journal.write('payment', paymentLine(moved));
    return { kind: expired ? 'expired' : 'settled', payment: moved };
  }

  /** Tells of a change that is committed. */
  #tell({ transactionId, orderUuid, status }: Payment): void {
    this.activity.tell({ kind: 'payment', transactionId, orderUuid, status });
  }
}
