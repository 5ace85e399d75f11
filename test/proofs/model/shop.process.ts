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
    timeoutMs: 4 * TICK,
    leaseMs: 3 * TICK,
    shutdownTimeoutMs: 0,
  },
});

/** What a process finds around it when it starts. */
export interface Surroundings {
  readonly host: Host;
  readonly database: SharedDatabase;
  readonly gateway: Gateway;
  /** What its handlers do. */
  readonly handle: (call: Call) => Promise<void>;
}

/** A process that runs the module, from its start to its stop or crash. */
export class ShopProcess {
  private alive = true;
  /** How many steps towards the database are left to it; infinite when nothing ends it. */
  private stepsLeft = Infinity;

  private constructor(
    private readonly around: Surroundings,
    readonly runtime: OvgcComposition,
  ) {}

  /** @param steps after how many steps towards the database it is gone */
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

  /** Lets it do so many steps towards the database, then nothing more. */
  crashAfter(steps: number): void {
    this.stepsLeft = steps;
  }

  /** Its memory and its timers are gone, and what it had not committed; nothing that it waits for ever comes. */
  crash(): void {
    this.alive = false;
    // Jest sets the clock back with it.
    const now = Date.now();
    jest.clearAllTimers();
    jest.setSystemTime(now);
    this.around.database.rollBack();
  }

  /** Stops in an orderly way, which takes it the rest of the tick; answers whether it did. */
  async stop(): Promise<boolean> {
    let stopped = false;
    void this.runtime
      .drain()
      .then(() => this.runtime.close())
      .then(() => (stopped = this.alive));
    await this.around.database.settled();
    // What hangs is waited for, then told to end, then left alone.
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
