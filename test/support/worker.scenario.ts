import { Logger } from '@nestjs/common';
import type { DeliveryContext } from '../../libs/ovgc/src/deliveries/delivery.context.js';
import { DeliveryWorker } from '../../libs/ovgc/src/deliveries/delivery.worker.js';
import { insertDeliveries } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import { insertEvents } from '../../libs/ovgc/src/ledger/events.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { openSqliteLedger } from '../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { ThrottledLogger } from '../../libs/ovgc/src/logging/throttled.logger.js';
import { DeliveryOptions } from '../../libs/ovgc/src/ovgc.options.js';
import { storeEvents } from '../../libs/ovgc/src/transitions/event.outbox.js';
import { plainClock } from './clock.js';
import { createdEvent } from './created.event.js';
import { RecordingHandler } from './handlers.js';
import { handlersOf, type Host, publisherOf, startHost } from './host.js';
import { ACCOUNT, deliveryRow, eventRow, write } from './ledger.rows.js';
import { logInto } from './log.js';
import { type PaymentUnitOfWork, unitOfWorkOn } from './unit-of-work.js';
import { unredacted } from './unredacted.js';

/** What a worker uses instead of the scenario's own parts. */
interface WorkerParts {
  readonly host?: Host;
  readonly ledger?: Ledger;
  readonly unitOfWork?: PaymentUnitOfWork;
}

/** Delivery workers on a ledger in memory, an app with a {@link RecordingHandler}, and what they log. */
export class WorkerScenario {
  readonly lines: string[] = [];
  private readonly workers: DeliveryWorker[] = [];
  private stored = 0;

  private constructor(
    readonly host: Host,
    readonly ledger: Ledger,
  ) {}

  static async open(): Promise<WorkerScenario> {
    return new WorkerScenario(
      await startHost(RecordingHandler),
      await openSqliteLedger(':memory:'),
    );
  }

  get recorder(): RecordingHandler {
    return this.host.get(RecordingHandler);
  }

  get unitOfWork(): PaymentUnitOfWork {
    return unitOfWorkOn(this.ledger);
  }

  /** Creates a worker without starting it. Two workers on one ledger stand for two processes. */
  create(given: Partial<DeliveryOptions> = {}, parts: WorkerParts = {}): DeliveryWorker {
    // A host sets a logger of its own when it starts.
    Logger.overrideLogger(logInto(this.lines));
    const { host = this.host, ledger = this.ledger } = parts;
    const context: DeliveryContext = {
      account: ACCOUNT,
      ledger,
      unitOfWork: parts.unitOfWork ?? unitOfWorkOn(ledger),
      handlers: handlersOf(host, ACCOUNT),
      publisher: publisherOf(host),
      logger: new ThrottledLogger('OvgcDeliveries'),
      options: Object.assign(new DeliveryOptions(), { shutdownTimeoutMs: 0, ...given }),
      redact: unredacted,
      now: Date.now,
    };
    const worker = new DeliveryWorker(context);
    this.workers.push(worker);
    return worker;
  }

  async start(...given: Parameters<WorkerScenario['create']>): Promise<DeliveryWorker> {
    const worker = this.create(...given);
    await worker.start();
    return worker;
  }

  /** Stores that the payments of these orders were created. */
  createPayments(...orders: string[]) {
    const handlers = handlersOf(this.host, ACCOUNT).byType();
    const context = { account: { name: ACCOUNT, currency: null }, ...plainClock()(), handlers };
    return write(this.ledger, (trx) => storeEvents(trx, orders.map(createdEvent), context));
  }

  /** Stores one more event and its delivery: to the recorder and of order A, unless the row says otherwise. */
  store(row: Partial<ReturnType<typeof deliveryRow> & { leaseToken: string; leaseUntil: number }>) {
    this.stored += 1;
    const event = `event ${this.stored}`;
    const delivery = { ...deliveryRow(event, 'RecordingHandler.succeeded'), ...row };
    return write(this.ledger, async (trx) => {
      await insertEvents(trx, [eventRow(event, delivery.orderUuid)]);
      await insertDeliveries(trx, [delivery]);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop()));
    await this.ledger.close();
    await this.host.close();
    Logger.overrideLogger(false);
  }
}
