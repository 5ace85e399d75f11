import type { TestCard } from './cards/test-cards.js';
import { ClockControl } from './clock/clock.control.js';
import { Scheduler } from './clock/scheduler.js';
import { Reset } from './control/reset.service.js';
import { PaymentActions } from './control/payment.actions.js';
import type { TriggerRequest } from './control/trigger.request.js';
import { Trigger } from './control/trigger.service.js';
import type { CheckoutAnswer, PayOptions } from './customer/customer.js';
import { Customer } from './customer/customer.js';
import { FaultRules } from './faults/fault.rules.js';
import type { Payment } from './payments/payment.js';
import { PaymentsService } from './payments/payments.service.js';
import type { CreateSandboxOptions } from './sandbox.options.js';
import { SandboxOptions } from './sandbox.options.js';
import { isLive } from './sellers/seller.js';
import type { SandboxSellers } from './sellers/sellers.service.js';
import { Sellers } from './sellers/sellers.service.js';
import type { SandboxServer } from './server/sandbox.server.js';
import { startServer } from './server/sandbox.server.js';
import type { WebhookLogFilter } from './webhooks/webhook.log.js';
import type { WebhookLogEntry } from './webhooks/webhook.js';
import { WebhookLog } from './webhooks/webhook.log.js';
import { WebhooksService } from './webhooks/webhooks.service.js';

/** The sandbox's clock, which only goes forward. */
export type SandboxClockControl = Pick<ClockControl, keyof ClockControl>;

/** Payments as the gateway sees them. */
export type SandboxPayments = Pick<
  PaymentsService,
  'findByOrder' | 'findByTransaction' | 'list' | 'timeline'
>;

/** The faults that are set. */
export type SandboxFaults = Pick<FaultRules, 'add' | 'list' | 'remove' | 'clear'>;

/**
 * Starts the gateway in this process, by default on a free port of 127.0.0.1 with its state in memory.
 *
 * @example
 * await using sandbox = await createSandbox({ webhookUrl: `${shop.url}/webhooks/ovgc` });
 * // … the shop creates a payment for ORDER-1 at sandbox.apiUrl …
 * await sandbox.pay('ORDER-1');
 * await sandbox.idle();
 *
 * @throws {SandboxOptionsError} when an option cannot be used.
 * @throws {SandboxStoreError} when the data folder cannot be used.
 * @throws the socket's error, with its `code`, when the port is taken.
 */
export async function createSandbox(given: CreateSandboxOptions = {}): Promise<Sandbox> {
  const options = new SandboxOptions(given);
  return new Sandbox(await startServer(options), options);
}

/** A running sandbox. Each method does the same as a request to the control API. */
export class Sandbox implements AsyncDisposable {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The base URL of the gateway's API, for the shop's configuration. */
  readonly apiUrl: string;
  /** The email address for `POST /backend/api/admin/login`. */
  readonly adminEmail: string;
  /** The password for that login. */
  readonly adminPassword: string;
  readonly clock: SandboxClockControl;
  readonly sellers: SandboxSellers;
  readonly payments: SandboxPayments;
  readonly faults: SandboxFaults;
  readonly #app: SandboxServer['app'];
  #closing: Promise<void> | undefined;

  constructor({ app, url }: SandboxServer, { adminEmail, adminPassword }: SandboxOptions) {
    this.#app = app;
    this.url = url;
    this.apiUrl = `${url}/backend/api`;
    this.adminEmail = adminEmail;
    this.adminPassword = adminPassword;
    this.clock = app.get(ClockControl);
    this.sellers = app.get(Sellers);
    this.faults = app.get(FaultRules);
    this.payments = app.get(PaymentsService);
  }

  /** The default seller's oldest valid API key; empty when all are revoked. */
  get apiKey(): string {
    return this.#app.get(Sellers).default.apiKeys.find(isLive)?.key ?? '';
  }

  /** The secret in the default seller's webhooks. */
  get webhookSecret(): string {
    return this.#app.get(Sellers).default.webhookSecret;
  }

  /**
   * Pays as a customer does, with the forms of the checkout page over HTTP.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @param card a test card or a card number. Default `TEST_CARDS.visa`, which succeeds.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  readonly pay = (
    reference: string,
    card?: TestCard | string,
    options?: PayOptions,
  ): Promise<CheckoutAnswer> => this.#app.get(Customer).pay(reference, card, options);

  /**
   * Cancels as a customer does.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  readonly cancel = (reference: string): Promise<CheckoutAnswer> =>
    this.#app.get(Customer).cancel(reference);

  /**
   * Ends a payment's window now, as if its 30 minutes had passed. The clock stays as it is.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @returns the payment, which is Expired; one that was declined before stays Declined.
   * @throws {SandboxNotFoundError} when there is no such payment.
   * @throws {SandboxRequestError} when it can no longer be paid anyway.
   */
  readonly expire = (reference: string): Promise<Payment> =>
    this.#app.get(PaymentActions).expire(reference);

  /**
   * The webhook log, newest first.
   *
   * @throws {SandboxRequestError} when the limit cannot be used.
   */
  readonly webhooks = (filter?: WebhookLogFilter): Promise<WebhookLogEntry[]> =>
    this.#app.get(WebhookLog).list(filter);

  /**
   * Sends a logged webhook again, with exactly the same bytes. Resolves with its entry, including the endpoint's answer.
   *
   * @throws {SandboxNotFoundError} when the log has no such webhook.
   * @throws {SandboxRequestError} when its seller has no webhook URL.
   */
  readonly resend = (id: string): Promise<WebhookLogEntry> =>
    this.#app.get(WebhooksService).resend(id);

  /**
   * Sends a webhook now, with true or made-up content. Resolves with its entry, including the endpoint's answer. No
   * payment changes.
   *
   * @throws {SandboxRequestError} when the request cannot be read, or the order has no payment.
   */
  readonly trigger = (request: TriggerRequest): Promise<WebhookLogEntry> =>
    this.#app.get(Trigger).fire(request);

  /**
   * Sets the URL for the default seller's webhooks, or with null removes it. A reset keeps it.
   *
   * @throws {SandboxRequestError} when it is not an http(s) URL.
   */
  readonly setWebhookUrl = (url: string | null): void => this.#app.get(Sellers).connect(url);

  /** Switches the default seller's gateway on or off, until the next reset. When it is off, creating answers 400. */
  readonly setGatewayActive = (gatewayActive: boolean): void =>
    this.#app.get(Sellers).updateDefault({ gatewayActive });

  /** Resolves once no webhook is being sent and none is due. */
  readonly idle = (): Promise<void> => this.#app.get(Scheduler).idle();

  /**
   * Deletes payments, webhooks, faults and changes to sellers, and returns the clock to the machine's time. The sellers
   * are then those of the options and the seed file.
   */
  readonly reset = (): Promise<void> => this.#app.get(Reset).everything();

  /** Stops the sandbox and leaves nothing running. May be called more than once. */
  readonly close = (): Promise<void> => (this.#closing ??= this.#app.close());

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
