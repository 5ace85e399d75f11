import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { Checkout } from './checkout/checkout.js';
import { DeliveryWorker } from './deliveries/delivery.worker.js';
import { EventOutbox } from './transitions/event.outbox.js';
import { EventPublisher } from './events/event.publisher.js';
import type { PaymentEvent } from './events/payment.events.js';
import { HandlerRegistry } from './deliveries/handler.registry.js';
import { type Gateway, GatewayClient } from './gateway/gateway.client.js';
import { GatewayHttp } from './gateway/gateway.http.js';
import type { Ledger } from './ledger/ledger.js';
import { openLedger } from './ledger/ledger.open.js';
import { UnitOfWork } from './ledger/unit-of-work.js';
import { OvgcDeliveriesService } from './deliveries/ovgc-deliveries.service.js';
import { OvgcPaymentsService } from './ovgc-payments.service.js';
import { OvgcWebhooksService } from './webhooks/ovgc-webhooks.service.js';
import type { OvgcOptions } from './ovgc.options.js';
import type { Account } from './payments/payment.js';
import { Reconciliation } from './order-status/order-status.check.js';
import { CreatedPaymentRecorder } from './checkout/created-payment.recorder.js';
import { Settlement } from './transitions/transitions.js';
import { WebhookInbox } from './webhooks/webhook.inbox.js';
import { Expiry } from './jobs/expire.job.js';
import { Retention } from './jobs/prune.job.js';
import { JobScheduler } from './jobs/job.scheduler.js';
import { Unmatched } from './jobs/unmatched.job.js';
import { WebhookIntake } from './webhooks/webhook.intake.js';

/** What one account's runtime is made from. */
export interface CompositionParts {
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
export class OvgcComposition {
  readonly payments: OvgcPaymentsService;
  readonly deliveries: OvgcDeliveriesService;
  readonly webhooks: OvgcWebhooksService;
  readonly receiver: WebhookIntake;
  private readonly handlers: HandlerRegistry;
  private readonly worker: DeliveryWorker;
  private readonly sweep: JobScheduler;
  private readonly publisher: EventPublisher;
  private readonly http = new GatewayHttp();

  /** Opens the ledger. */
  static async open(parts: CompositionParts): Promise<OvgcComposition> {
    return new OvgcComposition(parts, await openLedger(parts.options.ledger));
  }

  constructor(
    parts: CompositionParts,
    private readonly ledger: Ledger,
  ) {
    const { options, now } = parts;
    const account: Account = { name: parts.account, currency: options.currency ?? null };
    const publisher = new EventPublisher(parts.emitter, parts.readiness);
    this.publisher = publisher;
    const handlers = new HandlerRegistry(account.name, parts.discovery, parts.scanner);
    const outbox = new EventOutbox(handlers);
    const settlement = new Settlement(account, outbox);
    const answers = new CreatedPaymentRecorder(account, ledger, settlement, outbox, publisher, now);
    const inbox = new WebhookInbox(account, ledger, settlement, publisher, now);
    const gateway = parts.gateway ?? new GatewayClient(this.http, options);
    const checkout = new Checkout(account, ledger, gateway, answers, now);
    this.handlers = handlers;
    const { deliveries } = options;
    const unitOfWork = new UnitOfWork<PaymentEvent>(
      ledger,
      () => ({ account, now: now(), handlers: handlers.byType() }),
      (events) => publisher.publish(events),
    );
    const deliveryContext = {
      account: account.name,
      ledger,
      unitOfWork,
      handlers,
      publisher,
      options: deliveries,
      now,
    };
    this.worker = new DeliveryWorker(deliveryContext);
    const reconciliation = new Reconciliation(
      account,
      ledger,
      gateway,
      settlement,
      publisher,
      options,
      now,
    );
    const jobs = [
      new Expiry(account, ledger, settlement, reconciliation, publisher, options, now),
      new Unmatched(account, ledger, settlement, publisher, options, now),
      new Retention(account, ledger, options, now),
    ];
    this.sweep = new JobScheduler(jobs, options);
    this.payments = new OvgcPaymentsService(
      account,
      ledger,
      checkout,
      reconciliation,
      publisher,
      now,
    );
    this.deliveries = new OvgcDeliveriesService(deliveryContext, this.worker);
    this.webhooks = new OvgcWebhooksService(account, ledger);
    this.receiver = new WebhookIntake(account, options, inbox, publisher);
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
    await this.worker.start();
    this.sweep.start();
  }

  /** Starts nothing new and lets running handlers end; webhooks are still stored. */
  async drain(): Promise<void> {
    await this.sweep.stop();
    await this.worker.stop();
    this.publisher.complete();
  }

  async close(): Promise<void> {
    this.http.close();
    await this.ledger.close();
  }
}
