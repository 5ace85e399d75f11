import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Agenda } from '../clock/agenda.js';
import type { DueWork } from '../clock/due-work.js';
import { Journal } from '../journal/journal.js';
import { SandboxOptions } from '../sandbox.options.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { WebhookOutbox } from '../webhooks/webhook.outbox.js';
import type { CardOutcome, CardSummary, Payment, SettleResult } from './payment.js';
import { CheckoutPayments, SandboxClock } from './payment.js';
import type { PaymentKey } from './payment.store.js';
import { PaymentStore } from './payment.store.js';
import type { PaymentOccurrence } from './payment.transition.js';
import { transition } from './payment.transition.js';
import { TransactionIds } from './transaction-id.js';

/** What a seller asks to be paid for. */
export type PaymentRequest = Pick<
  Payment,
  | 'orderUuid'
  | 'amount'
  | 'email'
  | 'successUrl'
  | 'cancelUrl'
  | 'productTitle'
  | 'firstName'
  | 'lastName'
>;

/** The time that a customer has to pay (OVGC API, Payment statuses: "30-minute checkout window"). */
export const CHECKOUT_WINDOW_MS = 30 * 60 * 1000;

/** There is one seller; orders are unique per seller. */
const SELLER = 'sandbox';

/** The payments of the gateway: created, settled, cancelled and expired here, and nowhere else. */
@Injectable()
export class PaymentsService extends CheckoutPayments implements DueWork, OnModuleInit {
  readonly #transactionIds = new TransactionIds();

  constructor(
    private readonly agenda: Agenda,
    private readonly clock: SandboxClock,
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
   * Creates the payment of an order, once: an order that has one gets it as it is, whatever the second request says
   * (OVGC API: "duplicate requests are handled idempotently").
   */
  async create(request: PaymentRequest): Promise<Payment> {
    const now = this.clock.now();
    const payment = await this.payments.addOnce(SELLER, {
      ...request,
      checkoutId: randomUUID(),
      transactionId: this.#transactionIds.next(now),
      status: 'Pending',
      cancelled: false,
      declineReason: null,
      card: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + CHECKOUT_WINDOW_MS),
      paidAt: null,
    });
    void this.agenda.startDue();
    return payment;
  }

  findByCheckout(checkoutId: string): Promise<Payment | null> {
    return this.#find('checkout_id', checkoutId);
  }

  findByTransaction(transactionId: string): Promise<Payment | null> {
    return this.#find('transaction_id', transactionId);
  }

  findByOrder(orderUuid: string): Promise<Payment | null> {
    return this.#find('order_uuid', orderUuid);
  }

  settle(checkoutId: string, card: CardSummary, outcome: CardOutcome): Promise<SettleResult> {
    return this.#apply(checkoutId, outcome, card);
  }

  cancel(checkoutId: string): Promise<SettleResult> {
    return this.#apply(checkoutId, { kind: 'cancelled' }, null);
  }

  nextAt(): Promise<Date | null> {
    return this.payments.nextExpiry();
  }

  async startDue(now: Date): Promise<void> {
    const overdue = await this.payments.overdue(now);
    if (overdue.length === 0) return;
    await this.store.db.transaction().execute(async (trx) => {
      for (const { checkoutId, expiresAt } of overdue) {
        // It expires at the end of its window, however late that is noticed.
        // oxlint-disable-next-line no-await-in-loop
        await this.#move(trx, checkoutId, { kind: 'window_passed' }, null, expiresAt);
      }
    });
  }

  async idle(): Promise<void> {
    // An expiry is finished when startDue is.
  }

  async #find(key: PaymentKey, value: string): Promise<Payment | null> {
    await this.#letPass();
    return this.payments.find(key, value);
  }

  /** A window that is over is never shown as open, even if the timer is late. */
  async #letPass(): Promise<void> {
    const next = await this.nextAt();
    if (next !== null && next <= this.clock.now()) await this.agenda.startDue();
  }

  async #apply(
    checkoutId: string,
    occurrence: PaymentOccurrence,
    card: CardSummary | null,
  ): Promise<SettleResult> {
    await this.#letPass();
    const result = await this.store.db
      .transaction()
      .execute((trx) => this.#move(trx, checkoutId, occurrence, card, this.clock.now()));
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
    const payment = await this.payments.find('checkout_id', checkoutId, trx);
    if (payment === null) throw new Error(`There is no payment behind the checkout ${checkoutId}.`);
    const result = transition(payment, occurrence, at, this.options);
    if (result.kind === 'refused') return { kind: result.because, payment };

    const { status, cancelled, declineReason, webhook } = result;
    const expired = status === 'Expired';
    const moved = await this.payments.move(trx, payment, {
      status,
      cancelled,
      declineReason,
      card: expired ? payment.card : (card ?? payment.card),
      paidAt: status === 'Paid' ? at : payment.paidAt,
    });
    if (webhook !== null) {
      await this.outbox.add(trx, webhook, moved, at);
      this.journal.write('payment', `${moved.transactionId} is ${status}`);
    }
    return { kind: expired ? 'expired' : 'settled', payment: moved };
  }
}
