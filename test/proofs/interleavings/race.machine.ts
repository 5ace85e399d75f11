import type { Driver } from 'kysely';
import type { Gateway } from '../../../libs/ovgc/src/gateway/gateway.client.js';
import { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import type { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import { CHECKOUT_WINDOW_MS } from '../../../libs/ovgc/src/payments/payment.js';
import type { Host } from '../../support/host.js';
import { compositionOn, compositionOptions } from '../../support/composition.js';
import { type Gate, gatedDialect } from '../../support/shared.database.js';
import { Follower } from '../../support/shop.handlers.js';

/** The times of a race, in milliseconds. */
export const LEASE_MS = 30_000;
export const GRACE_MS = 60_000;
export const WINDOW_MS = CHECKOUT_WINDOW_MS;

const options = compositionOptions({
  expiryGraceMs: GRACE_MS,
  unmatchedAfterMs: GRACE_MS,
  jobIntervalMs: WINDOW_MS,
  // Only the scheduler ends a handler.
  deliveries: {
    leaseMs: LEASE_MS,
    initialDelayMs: LEASE_MS,
    timeoutMs: 2 ** 31 - 1,
    shutdownTimeoutMs: 0,
  },
});

/** One of several machines on one ledger. Each of its transactions, and each answer, waits for the scheduler. */
export class Machine {
  private gate: Gate = () => undefined;
  private runtimeOfNow!: OvgcComposition;

  private constructor(
    readonly name: string,
    private readonly host: Host,
    private readonly ledger: Ledger,
  ) {}

  static create(name: string, host: Host, line: Driver): Machine {
    const created: { machine?: Machine } = {};
    const ledger = Ledger.on(gatedDialect(line, (point) => created.machine?.gate(point)));
    created.machine = new Machine(name, host, ledger);
    return created.machine;
  }

  get handlers(): Follower {
    return this.host.get(Follower);
  }

  get runtime(): OvgcComposition {
    return this.runtimeOfNow;
  }

  async start(gateway: Gateway): Promise<void> {
    this.gate = () => undefined;
    this.runtimeOfNow = compositionOn(this.host, this.ledger, gateway, options);
    await this.runtimeOfNow.start();
  }

  /** Sends its transactions through a gate. */
  through(gate: Gate): void {
    this.gate = gate;
  }
}
