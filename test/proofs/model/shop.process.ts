import { jest } from '@jest/globals';
import type { Gateway } from '../../../libs/ovgc/src/gateway/gateway.client.js';
import { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import type { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import type { Host } from '../../support/host.js';
import { never } from '../../support/never.js';
import { compositionOn, compositionOptions } from '../../support/composition.js';
import { gatedDialect, type SharedDatabase } from '../../support/shared.database.js';
import { type Call, Follower } from '../../support/shop.handlers.js';
import { GRACE, TICK, UNMATCHED_AFTER } from './shop.model.js';

const options = compositionOptions({
  expiryGraceMs: GRACE,
  unmatchedAfterMs: UNMATCHED_AFTER,
  jobIntervalMs: TICK,
  deliveries: {
    initialDelayMs: TICK,
    maxDelayMs: 2 * TICK,
    maxRetryDurationMs: TICK,
    minAttempts: 1,
    timeoutMs: 4 * TICK,
    leaseMs: 3 * TICK,
    shutdownTimeoutMs: 0,
  },
});

/** What a process uses. */
export interface Surroundings {
  readonly host: Host;
  readonly database: SharedDatabase;
  readonly gateway: Gateway;
  /** Called for its handlers. */
  readonly handle: (call: Call) => Promise<void>;
}

/** A process that runs the module, from its start to its stop or crash. */
export class ShopProcess {
  private alive = true;
  /** How many more steps towards the database it makes before it crashes. */
  private stepsLeft = Infinity;

  private constructor(
    private readonly around: Surroundings,
    readonly runtime: OvgcComposition,
  ) {}

  /** @param steps after how many steps towards the database it crashes */
  static async start(around: Surroundings, steps: number): Promise<ShopProcess> {
    const { host, database, gateway, handle } = around;
    const started: { shop?: ShopProcess } = {};
    const ledger = Ledger.on(gatedDialect(database.connect(), () => started.shop?.step()));
    const shop = new ShopProcess(around, compositionOn(host, ledger, gateway, options));
    started.shop = shop;
    host.get(Follower).answer = (call) => (shop.alive ? handle(call) : never());
    shop.crashAfter(steps);
    void shop.runtime.start();
    await database.settled();
    return shop;
  }

  get isAlive(): boolean {
    return this.alive;
  }

  /** Crashes after so many more steps towards the database. */
  crashAfter(steps: number): void {
    this.stepsLeft = steps;
  }

  /** Drops its timers and everything uncommitted; nothing that it waits for ever arrives. */
  crash(): void {
    this.alive = false;
    // Jest resets the clock as well.
    const now = Date.now();
    jest.clearAllTimers();
    jest.setSystemTime(now);
    this.around.database.rollBack();
  }

  /** Shuts down, which takes the rest of the tick. Returns whether it has stopped. */
  async stop(): Promise<boolean> {
    let stopped = false;
    void this.runtime
      .drain()
      .then(() => this.runtime.close())
      .then(() => (stopped = this.alive));
    await this.around.database.settled();
    // A hanging handler is waited for, then aborted, then abandoned.
    for (const ms of [1, 500, TICK - 501]) {
      jest.advanceTimersByTime(ms);
      await this.around.database.settled();
    }
    return stopped;
  }

  private step(): Promise<never> | undefined {
    if (this.alive && this.stepsLeft-- <= 0) this.crash();
    return this.alive ? undefined : never();
  }
}
