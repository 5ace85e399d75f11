import { setTimeout as sleep } from 'node:timers/promises';
import { OvgcError, type Payment } from 'nestjs-ovgc';
import { type Doubt, untruthsOf } from './call.truth.js';
import type { ChaosGateway } from './chaos.gateway.js';
import type { ChaosShop } from './chaos.shop.js';
import { type PlannedCall, requestOf } from './storm.plan.js';

const AT_ONCE = 30;
const BETWEEN_OUTAGES_MS = 700;

/** Calls of one shop, many at once; each result is checked as soon as it is there. */
export class Storm {
  readonly untruths: string[] = [];
  /** The calls that reported `not_sent`. */
  readonly notSent: string[] = [];
  /** How calls ended. */
  readonly endings = new Set<string>();
  /** The orders that were asked for. */
  readonly orders = new Set<string>();
  private readonly doubts = new Map<string, Doubt>();

  constructor(
    readonly shop: ChaosShop,
    private readonly gateway: ChaosGateway,
    private readonly isSingleTry: boolean,
  ) {}

  /** Makes the calls, and closes the shop once the last of them have started. */
  async pass(calls: readonly PlannedCall[]): Promise<void> {
    await this.shop.open();
    const waiting = calls[Symbol.iterator]();
    const work = async () => {
      for (const call of waiting) await this.make(call);
    };
    const workers = Array.from({ length: AT_ONCE }, work);
    await Promise.race(workers);
    await this.shop.close();
    await Promise.all(workers);
  }

  private async make(call: PlannedCall): Promise<void> {
    this.orders.add(call.order);
    const result = await this.shop.payments
      .createPaymentRequest(requestOf(call))
      .catch((error: unknown) => error as OvgcError);
    const doubtBefore = this.doubts.get(call.order) ?? 'none';
    const ended = { call, result, doubtBefore, isSingleTry: this.isSingleTry };
    this.untruths.push(...untruthsOf(ended, this.gateway));
    this.doubts.set(call.order, this.doubtAfter(result, doubtBefore));
    if (result instanceof OvgcError && result.requestState === 'not_sent')
      this.notSent.push(call.id);
    const ending =
      result instanceof OvgcError ? `${result.code} ${result.requestState}` : 'payment';
    this.endings.add(ending);
  }

  private doubtAfter(result: Payment | OvgcError, before: Doubt): Doubt {
    if (!(result instanceof OvgcError)) return 'certain';
    if (before === 'certain' || result.requestState === 'unknown') return 'certain';
    // The ledger may have been closed before the intent was deleted.
    return this.shop.closing ? 'possible' : before;
  }
}

/** Takes the gateway down again and again until the signal is aborted. */
export async function outages(gateway: ChaosGateway, calm: AbortSignal): Promise<void> {
  while (!calm.aborted) {
    await sleep(BETWEEN_OUTAGES_MS);
    await gateway.outage();
  }
}
