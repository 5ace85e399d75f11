import { Logger } from '@nestjs/common';
import { DeliveryWorker } from '../../libs/ovgc/src/deliveries/delivery.worker.js';
import { DeliveryTry } from '../../libs/ovgc/src/deliveries/delivery.attempt.js';
import { storeEvents } from '../../libs/ovgc/src/transitions/event.outbox.js';
import { insertDeliveries } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import { insertEvents } from '../../libs/ovgc/src/ledger/events.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { openSqliteLedger } from '../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { DeliveryOptions } from '../../libs/ovgc/src/ovgc.options.js';
import { createdEvent } from './created.event.js';
import { RecordingHandler } from './handlers.js';
import { handlersOf, type Host, publisherOf, startHost } from './host.js';
import { ACCOUNT, deliveryRow, eventRow, write } from './ledger.rows.js';
import { logInto } from './log.js';

/** Runners of deliveries on a ledger in memory, an app with a {@link RecordingHandler}, and what they log. */
export class RunnerStage {
  readonly lines: string[] = [];
  private readonly running: DeliveryWorker[] = [];
  private stored = 0;

  private constructor(
    readonly host: Host,
    readonly ledger: Ledger,
  ) {}

  static async open(): Promise<RunnerStage> {
    return new RunnerStage(await startHost(RecordingHandler), await openSqliteLedger(':memory:'));
  }

  get recorder(): RecordingHandler {
    return this.host.get(RecordingHandler);
  }

  /** A runner that is still to be started, as one of this app or another, on this ledger or one that wraps it. */
  create(given: Partial<DeliveryOptions> = {}, inside = this.host, on = this.ledger) {
    // A host that starts brings a logger of its own.
    Logger.overrideLogger(logInto(this.lines));
    const options = Object.assign(new DeliveryOptions(), { shutdownTimeoutMs: 0, ...given });
    const parts = [ACCOUNT, on, handlersOf(inside, ACCOUNT), publisherOf(inside)] as const;
    const tries = new DeliveryTry(...parts, options, Date.now);
    const runner = new DeliveryWorker(...parts, tries, options, Date.now);
    this.running.push(runner);
    return runner;
  }

  async start(...given: Parameters<RunnerStage['create']>) {
    const runner = this.create(...given);
    await runner.start();
    return runner;
  }

  /** Payments of these orders are created. */
  happen(...orders: string[]) {
    const handlers = handlersOf(this.host, ACCOUNT).byType();
    const context = { account: { name: ACCOUNT, currency: null }, now: Date.now(), handlers };
    return write(this.ledger, (trx) => storeEvents(trx, orders.map(createdEvent), context));
  }

  /** Stores a delivery of one more event, for the recorder unless it says otherwise, of order A likewise. */
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
    await Promise.all(this.running.splice(0).map((runner) => runner.stop()));
    await this.ledger.close();
    await this.host.close();
    Logger.overrideLogger(false);
  }
}
