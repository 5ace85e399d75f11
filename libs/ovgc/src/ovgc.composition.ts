import type { ModulesContainer } from '@nestjs/core';
import type { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { Checkout } from './checkout/checkout.js';
import { machineClock, type ModuleClock, turnedClock } from './clock/module.clock.js';
import type { DeliveryContext } from './deliveries/delivery.context.js';
import { DeliveryWorker } from './deliveries/delivery.worker.js';
import { HandlerRegistry } from './deliveries/handler.registry.js';
import { OvgcDeliveriesService } from './deliveries/ovgc-deliveries.service.js';
import { EventPublisher } from './events/event.publisher.js';
import { type EventRecord, toEvent } from './events/event.record.js';
import { type Gateway, GatewayClient } from './gateway/gateway.client.js';
import { GatewayHttp } from './gateway/gateway.http.js';
import { BringForwardJob } from './jobs/bring-forward.job.js';
import { routeTo } from './gateway/gateway.proxy.js';
import { ExpireJob } from './jobs/expire.job.js';
import { JobScheduler } from './jobs/job.scheduler.js';
import { PruneJob } from './jobs/prune.job.js';
import { UnmatchedJob } from './jobs/unmatched.job.js';
import { WakeJob } from './jobs/wake.job.js';
import type { Ledger } from './ledger/ledger.js';
import { backUp } from './ledger/sqlite/sqlite.backup.js';
import { openLedger } from './ledger/sqlite/sqlite.ledger.js';
import { UnitOfWork } from './ledger/unit-of-work.js';
import { ThrottledLogger } from './logging/throttled.logger.js';
import { OrderStatusCheck } from './order-status/order-status.check.js';
import { OverdueJob } from './order-status/overdue.job.js';
import { OvgcPaymentsService } from './ovgc-payments.service.js';
import { warnOfShortSecrets } from './ovgc.gateway-options.check.js';
import type { OvgcOptions } from './ovgc.options.js';
import { redactionOf } from './ovgc.secrets.js';
import { type Account, CHECKOUT_WINDOW_MS } from './payments/payment.js';
import { OvgcWebhooksService } from './webhooks/ovgc-webhooks.service.js';
import { WebhookIntake } from './webhooks/webhook.intake.js';

/** What the parts of one account are made from. */
export interface CompositionParts {
  /** The account's name. */
  readonly account: string;
  readonly options: OvgcOptions;
  readonly emitter: Pick<EventEmitter2, 'emitAsync'>;
  readonly readiness: Pick<EventEmitterReadinessWatcher, 'waitUntilReady'>;
  /** The modules of the app, in which durable handlers are looked for. */
  readonly modules: ModulesContainer;
  /** Default: the one that the options name, or the machine's. */
  readonly clock?: ModuleClock;
  /** Default: a client of the gateway that the options name. */
  readonly gateway?: Gateway;
}

/** How much longer than a shutdown waits for handlers a start waits for the ledger: closing takes its time, too. */
const LEDGER_WAIT_MS = 5000;

/** Puts together everything that works for one account. No other file knows which part needs which. */
export class OvgcComposition {
  readonly payments: OvgcPaymentsService;
  readonly deliveries: OvgcDeliveriesService;
  readonly webhooks: OvgcWebhooksService;
  readonly intake: WebhookIntake;
  private readonly handlers: HandlerRegistry;
  private readonly worker: DeliveryWorker;
  private readonly scheduler: JobScheduler;
  private readonly publisher: EventPublisher;
  private readonly http: GatewayHttp;

  /** Opens the ledger, and puts the parts together on it. */
  static async open(parts: CompositionParts): Promise<OvgcComposition> {
    warnOfShortSecrets(parts.options);
    const { ledger, deliveries } = parts.options;
    const waitMs = deliveries.shutdownTimeoutMs + LEDGER_WAIT_MS;
    return new OvgcComposition(parts, await openLedger(ledger, waitMs));
  }

  constructor(
    parts: CompositionParts,
    private readonly ledger: Ledger,
  ) {
    const { options, clock = clockOf(options) } = parts;
    const now = () => clock().now;
    const account: Account = { name: parts.account, currency: options.currency ?? null };
    const redact = redactionOf(options);
    const publisher = new EventPublisher(parts.emitter, parts.readiness, redact);
    const handlers = new HandlerRegistry(account.name, parts.modules);
    const unitOfWork = new UnitOfWork<EventRecord>(
      ledger,
      () => ({ account, ...clock(), handlers: handlers.byType() }),
      (events) => publisher.publish(events.map((event) => toEvent(event, account))),
    );
    const route = routeTo(new URL(options.baseUrl), options.proxy);
    this.http = new GatewayHttp(route.kind === 'proxy' ? route.proxy : null);
    const gateway = parts.gateway ?? new GatewayClient(this.http, options);
    const checkout = new Checkout({ account, unitOfWork, gateway, now });
    const orderStatus = new OrderStatusCheck({ unitOfWork, gateway, options });
    const deliveries: DeliveryContext = {
      account: account.name,
      ledger,
      unitOfWork,
      handlers,
      publisher,
      logger: new ThrottledLogger('OvgcDeliveries'),
      options: options.deliveries,
      redact,
      now: () => clock().steadyNow,
    };
    const worker = new DeliveryWorker(deliveries);
    const expiry = orderStatus.isOn
      ? new OverdueJob({ account, ledger, orderStatus, options, clock })
      : new ExpireJob(unitOfWork, options);
    const unmatched = new UnmatchedJob({ account, unitOfWork, publisher, options });
    const jobs = [
      new BringForwardJob(unitOfWork),
      expiry,
      unmatched,
      new PruneJob(unitOfWork, options),
      ...(options.clock ? [new WakeJob(worker)] : []),
    ];

    this.publisher = publisher;
    this.handlers = handlers;
    this.worker = worker;
    this.scheduler = new JobScheduler(jobs, options.jobIntervalMs, redact);
    this.payments = new OvgcPaymentsService({
      account,
      ledger,
      checkout,
      orderStatus,
      publisher,
      backUp: (path) => backUp(ledger.reader, path),
      now,
    });
    this.deliveries = new OvgcDeliveriesService(deliveries, worker);
    this.webhooks = new OvgcWebhooksService({ account, ledger, unitOfWork });
    this.intake = new WebhookIntake({ account, options, ledger, unitOfWork, publisher });
  }

  /**
   * Finds the app's durable handlers. Must run before anything happens that they should handle, and again after a module
   * was loaded later.
   *
   * @param accounts the names of all accounts of the app
   */
  discoverHandlers(accounts: readonly string[]): void {
    this.handlers.discover(accounts);
    this.worker.wake();
  }

  /** Starts to deliver events, and to run jobs. */
  async start(): Promise<void> {
    await this.worker.start();
    this.scheduler.start();
  }

  /**
   * Does what is due: runs all jobs, then deliveries until none is due or running.
   *
   * @throws Error the app has not started
   */
  async untilIdle(): Promise<void> {
    await this.scheduler.runNow();
    await this.worker.untilIdle();
  }

  /** How many attempts of deliveries have ended since the start. */
  get endedAttempts(): number {
    return this.worker.endedAttempts;
  }

  /** Starts nothing new, and lets running handlers end. Webhooks are still stored. */
  async drain(): Promise<void> {
    await this.scheduler.stop();
    await this.worker.stop();
    this.publisher.complete();
  }

  async close(): Promise<void> {
    this.http.close();
    await this.ledger.close();
  }
}

/** The clock that the options name, or the machine's. */
function clockOf({ clock, expiryGraceMs, orderStatus }: OvgcOptions): ModuleClock {
  if (clock) return turnedClock(clock);
  return machineClock(CHECKOUT_WINDOW_MS + expiryGraceMs + (orderStatus?.pendingTimeoutMs ?? 0));
}
