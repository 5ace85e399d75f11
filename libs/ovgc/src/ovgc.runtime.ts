import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { Checkout } from './checkout/checkout.js';
import { DeliveryRunner } from './events/delivery.runner.js';
import { DeliveryTry } from './events/delivery.try.js';
import { EventOutbox } from './events/event.outbox.js';
import { EventPublisher } from './events/event.publisher.js';
import { HandlerRegistry } from './events/handler.registry.js';
import { type Gateway, GatewayClient } from './gateway/gateway.client.js';
import { GatewayHttp } from './gateway/gateway.http.js';
import type { Ledger } from './ledger/ledger.js';
import { openLedger } from './ledger/ledger.open.js';
import { OvgcDeliveriesService } from './ovgc-deliveries.service.js';
import { OvgcPaymentsService } from './ovgc-payments.service.js';
import { OvgcWebhooksService } from './ovgc-webhooks.service.js';
import type { OvgcOptions } from './ovgc.options.js';
import type { Account } from './payments/account.js';
import { Reconciliation } from './reconciliation/reconciliation.js';
import { AnswerBook } from './settlement/answer.book.js';
import { Settlement } from './settlement/settlement.js';
import { WebhookInbox } from './settlement/webhook.inbox.js';
import { Expiry } from './sweep/expiry.js';
import { Retention } from './sweep/retention.js';
import { Sweep } from './sweep/sweep.js';
import { Unmatched } from './sweep/unmatched.js';
import { WebhookReceiver } from './webhook/webhook.receiver.js';

/** What one account's runtime is made from. */
export interface RuntimeParts {
  readonly account: string;
  readonly options: OvgcOptions;
  readonly emitter: EventEmitter2;
  readonly readiness: EventEmitterReadinessWatcher;
  readonly discovery: DiscoveryService;
  readonly scanner: MetadataScanner;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Who is asked for payments. Default the gateway that the options name. */
  readonly gateway?: Gateway;
}

/** Everything that works for one account, put together in one place; nothing else knows who needs whom. */
export class OvgcRuntime {
  readonly payments: OvgcPaymentsService;
  readonly deliveries: OvgcDeliveriesService;
  readonly webhooks: OvgcWebhooksService;
  readonly receiver: WebhookReceiver;
  private readonly handlers: HandlerRegistry;
  private readonly runner: DeliveryRunner;
  private readonly sweep: Sweep;
  private readonly publisher: EventPublisher;
  private readonly http = new GatewayHttp();

  /** Opens the ledger. */
  static async open(parts: RuntimeParts): Promise<OvgcRuntime> {
    return new OvgcRuntime(parts, await openLedger(parts.options.ledger));
  }

  constructor(
    parts: RuntimeParts,
    private readonly ledger: Ledger,
  ) {
    const { options, now } = parts;
    const account: Account = { name: parts.account, currency: options.currency ?? null };
    const publisher = new EventPublisher(parts.emitter, parts.readiness);
    this.publisher = publisher;
    const handlers = new HandlerRegistry(account.name, parts.discovery, parts.scanner);
    const outbox = new EventOutbox(handlers);
    const settlement = new Settlement(account, outbox);
    const answers = new AnswerBook(account, ledger, settlement, outbox, publisher, now);
    const inbox = new WebhookInbox(account, ledger, settlement, publisher, now);
    const gateway = parts.gateway ?? new GatewayClient(this.http, options);
    const checkout = new Checkout(account, ledger, gateway, answers, now);
    this.handlers = handlers;
    const { deliveries } = options;
    const tries = new DeliveryTry(account.name, ledger, handlers, publisher, deliveries, now);
    this.runner = new DeliveryRunner(
      account.name,
      ledger,
      handlers,
      publisher,
      tries,
      deliveries,
      now,
    );
    const reconciliation = new Reconciliation(
      account,
      ledger,
      gateway,
      settlement,
      publisher,
      options,
      now,
    );
    const chores = [
      new Expiry(account, ledger, settlement, reconciliation, publisher, options, now),
      new Unmatched(account, ledger, settlement, publisher, options, now),
      new Retention(account, ledger, options, now),
    ];
    this.sweep = new Sweep(chores, options);
    this.payments = new OvgcPaymentsService(
      account,
      ledger,
      checkout,
      reconciliation,
      publisher,
      now,
    );
    this.deliveries = new OvgcDeliveriesService(account, ledger, outbox, this.runner, now);
    this.webhooks = new OvgcWebhooksService(account, ledger);
    this.receiver = new WebhookReceiver(account, options, inbox, publisher);
  }

  /**
   * Finds the app's durable handlers; before anything can happen that they should hear of.
   *
   * @param accounts the names of all accounts of the app
   */
  discoverHandlers(accounts: readonly string[]): void {
    this.handlers.discover(accounts);
  }

  /** Starts to deliver, and to look for what nobody calls for. */
  async start(): Promise<void> {
    await this.runner.start();
    this.sweep.start();
  }

  /** Starts nothing new and lets running handlers end; webhooks are still stored. */
  async drain(): Promise<void> {
    await this.sweep.stop();
    await this.runner.stop();
    this.publisher.complete();
  }

  async close(): Promise<void> {
    this.http.close();
    await this.ledger.close();
  }
}
