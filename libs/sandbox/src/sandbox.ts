import type { TestCard } from './cards/test-card.js';
import type { TriggerRequest } from './control/trigger.request.js';
import type { CheckoutAnswer, PayOptions } from './customer/customer.js';
import type { FaultRequest, FaultRule } from './faults/fault.rule.js';
import type { Payment } from './payments/payment.js';
import type { PaymentFilter } from './payments/payment.filter.js';
import type { PaymentTimelineEntry } from './payments/payment.timeline.js';
import type { SandboxSellers } from './sellers/masked-sellers.js';
import type { WebhookLogFilter } from './webhooks/webhook.filter.js';
import type { WebhookLogEntry } from './webhooks/webhook.js';

/** A running sandbox. Everything that its control API does is a method here, and goes the same way. */
export interface Sandbox extends AsyncDisposable {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The base URL of the gateway's API: what a shop is configured with. */
  readonly apiUrl: string;
  /** The default seller's oldest API key that is valid; empty when all are revoked. */
  readonly apiKey: string;
  /** What the default seller's webhooks carry. */
  readonly webhookSecret: string;
  /** What `POST /backend/api/admin/login` takes. */
  readonly adminEmail: string;
  readonly adminPassword: string;
  readonly clock: SandboxClockControl;
  readonly sellers: SandboxSellers;
  readonly payments: SandboxPayments;
  readonly faults: SandboxFaults;

  /**
   * Pays as a customer does, by the forms of the checkout page over HTTP.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @param card a test card or a number. Default `TEST_CARDS.visa`, which is paid.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  pay(reference: string, card?: TestCard | string, options?: PayOptions): Promise<CheckoutAnswer>;
  /**
   * Cancels as a customer does.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  cancel(reference: string): Promise<CheckoutAnswer>;

  /**
   * The webhook log, newest first.
   *
   * @throws {SandboxRequestError} when the limit cannot be used.
   */
  webhooks(filter?: WebhookLogFilter): Promise<WebhookLogEntry[]>;
  /**
   * Sends a webhook of the log again, the very same bytes, and resolves with the endpoint's answer in its entry.
   *
   * @throws {SandboxNotFoundError} when the log has no such webhook.
   * @throws {SandboxRequestError} when there is no address to send it to.
   */
  resend(id: string): Promise<WebhookLogEntry>;
  /**
   * Sends a webhook at once, true or made up, and resolves with the endpoint's answer in its entry. No payment changes.
   *
   * @throws {SandboxRequestError} when the request cannot be read, or the order has no payment.
   */
  trigger(request: TriggerRequest): Promise<WebhookLogEntry>;
  /**
   * Points the default seller's webhooks at an endpoint, or with null nowhere. A reset keeps it.
   *
   * @throws {SandboxRequestError} when it is not an http(s) URL.
   */
  setWebhookUrl(url: string | null): void;
  /** Switches the default seller's gateway on or off, until the next reset. Off, creating answers 400. */
  setGatewayActive(active: boolean): void;

  /** Resolves once no webhook is under way and none is due. */
  idle(): Promise<void>;
  /**
   * Forgets payments, webhooks, faults and changes of sellers; the clock shows real time again. The sellers are those of
   * the options and the seed file.
   */
  reset(): Promise<void>;
  /** Stops it, and leaves nothing running. May be called more than once. */
  close(): Promise<void>;
}

/** The sandbox's clock, which only goes forward. */
export interface SandboxClockControl {
  now(): Date;
  /** Whether time stands still until it is turned or released. */
  readonly frozen: boolean;
  /** How far it is ahead of the machine's clock, in milliseconds. */
  readonly offsetMs: number;
  /**
   * Lets time stand still: nothing expires and no webhook is tried again until the clock is turned, which leaves it
   * frozen at the later time, or released. What is caused meanwhile, such as a webhook of a payment, still happens at
   * once. A reset lets it run again.
   *
   * @returns the time that it stands still at.
   */
  freeze(): Promise<Date>;
  /**
   * Lets time run on from where it stands.
   *
   * @returns that time.
   */
  release(): Promise<Date>;
  /**
   * Turns the clock forward. Expiries and webhooks that fall due on the way happen, in the order of their times,
   * before this resolves.
   *
   * @param span milliseconds, words such as `31m`, or an ISO-8601 duration such as `PT31M`.
   * @returns the time that it shows then.
   * @throws {SandboxRequestError} when the span cannot be read.
   */
  advance(span: string | number): Promise<Date>;
  /**
   * Turns the clock forward to a time, in the same way.
   *
   * @throws {SandboxRequestError} when the time cannot be read or has passed.
   */
  set(time: Date | string): Promise<Date>;
}

/** Payments as the gateway sees them. */
export interface SandboxPayments {
  /** @param sellerId whose order it is. Default: any seller's, the last payment of several. */
  findByOrder(orderUuid: string, sellerId?: string): Promise<Payment | null>;
  findByTransaction(transactionId: string): Promise<Payment | null>;
  /**
   * Newest first.
   *
   * @throws {SandboxRequestError} naming the field of the filter that cannot be used.
   */
  list(filter?: PaymentFilter): Promise<Payment[]>;
  /**
   * All that happened to a payment, oldest first: created, changed, webhooks with their attempts.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  timeline(reference: string): Promise<PaymentTimelineEntry[]>;
}

/** What is to go wrong. */
export interface SandboxFaults {
  /** @throws {SandboxRequestError} when there is no such fault. */
  add(request: FaultRequest): FaultRule;
  /** Those still to come, oldest first. */
  list(): readonly FaultRule[];
  /**
   * Calls one off.
   *
   * @throws {SandboxNotFoundError} when it does not stand, or not any more.
   */
  remove(id: string): void;
  /** Calls all off. */
  clear(): void;
}
