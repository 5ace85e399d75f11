import { jest } from '@jest/globals';
import { machineClock } from '../../../libs/ovgc/src/clock/module.clock.js';
import { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import { CHECKOUT_WINDOW_MS } from '../../../libs/ovgc/src/payments/payment.js';
import { request } from '../../support/app.js';
import { compositionOn, compositionOptions } from '../../support/composition.js';
import { InProcessGateway, transactionOf } from '../../support/gateway.in-process.js';
import type { Host } from '../../support/host.js';
import { gatedDialect, type SharedDatabase } from '../../support/shared.database.js';
import { Follower } from '../../support/shop.handlers.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Time goes on by this at once, so nothing happens at other times. */
export const TICK = 5 * MINUTE;
const GRACE = 5 * MINUTE;
const PENDING_TIMEOUT = 10 * MINUTE;

/** Whether the gateway is asked before a payment expires. It then says Pending, until the module gives up. */
export type Asking = 'asks nobody' | 'asks the gateway';

/** From the creation of a payment until it may expire. */
export const WAIT: Readonly<Record<Asking, number>> = {
  'asks nobody': CHECKOUT_WINDOW_MS + GRACE,
  'asks the gateway': CHECKOUT_WINDOW_MS + GRACE + PENDING_TIMEOUT,
};

const OPTIONS = {
  expiryGraceMs: GRACE,
  unmatchedAfterMs: TICK,
  jobIntervalMs: MINUTE,
  pruneAfterDays: 1,
  deliveries: { initialDelayMs: TICK, maxDelayMs: 4 * TICK, maxRetryDurationMs: 2 * HOUR },
};

/** What happens at the beginning of a tick. */
export interface Turn {
  /** How far the machine's clock is set ahead, or back, in milliseconds. */
  readonly setMs: number;
  /** Whether a payment is created that nobody pays, before and after the clock is set. */
  readonly creates: 'nothing' | 'before' | 'after';
}

/** What came of a run. Times are milliseconds that have really passed since its beginning. */
export interface ClockRun {
  /** When the handler of each order was called that always fails: all attempts, until it was dead-lettered. */
  readonly attempts: readonly number[];
  /** How long after each payment's creation its handler was called first. */
  readonly calledAfter: readonly number[];
  /** How long each payment that nobody paid was pending. */
  readonly pendingFor: readonly number[];
  readonly unmatched: readonly { readonly reported: boolean }[];
  /** What `pruneAfterDays` may not have deleted yet. */
  readonly finishedEvents: number;
}

/** Runs the module on a machine whose clock is set, and then for long enough that everything ends. */
export async function runWithClock(
  turns: readonly Turn[],
  asking: Asking,
  { host, database }: { readonly host: Host; readonly database: SharedDatabase },
): Promise<ClockRun> {
  database.empty();
  jest.clearAllTimers();
  jest.setSystemTime(Date.parse('2026-03-01T12:00:00Z'));
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  let setBy = 0;
  const wait = WAIT[asking];
  const clock = machineClock(wait, { wall: () => Date.now() + setBy, elapsed });

  const attempts: number[] = [];
  const called = new Map<string, number>();
  host.get(Follower).answer = ({ event }) => {
    const order = event.payment.orderUuid;
    if (!event.id.endsWith('created')) return Promise.resolve();
    if (!called.has(order)) called.set(order, elapsed());
    if (order !== 'FAILS') return Promise.resolve();
    attempts.push(elapsed());
    return Promise.reject(new Error('always'));
  };
  const ledger = Ledger.on(gatedDialect(database.connect(), () => undefined));
  const gateway = new InProcessGateway({ statuses: new Map(), violations: [] });
  const options = compositionOptions({
    ...OPTIONS,
    orderStatus: asking === 'asks the gateway' && { pendingTimeoutMs: PENDING_TIMEOUT },
  });
  const runtime = compositionOn(host, ledger, gateway, options, clock);
  await runtime.start();

  const created = new Map<string, number>();
  const pendingFor = new Map<string, number>();
  const create = async (order: string) => {
    await runtime.payments.createPaymentRequest(request(order));
    created.set(order, elapsed());
    await database.settled();
  };
  const receive = (id: string) =>
    runtime.intake.receive({
      transaction_id: id,
      success: true,
      payment_status: 'payment.succeeded',
    });
  const tick = async () => {
    for (let passed = 0; passed < TICK; passed += MINUTE) {
      jest.advanceTimersByTime(MINUTE);
      await database.settled();
    }
    const expired = database.rows<{ order_uuid: string }>(
      `select order_uuid from ovgc_payments where status = 'Expired'`,
    );
    for (const { order_uuid: order } of expired) {
      if (!pendingFor.has(order)) pendingFor.set(order, elapsed() - (created.get(order) ?? NaN));
    }
  };

  await create('FAILS');
  await create('PAID');
  await receive(transactionOf('PAID'));
  await receive('invoice_nobodys');
  for (const [i, { setMs, creates }] of turns.entries()) {
    if (creates === 'before') await create(`ORDER-${i}`);
    setBy += setMs;
    if (creates === 'after') await create(`ORDER-${i}`);
    await tick();
  }
  // A payment that was created last has expired after its window; a leap ahead may have held that up for as long.
  for (let passed = 0; passed <= Math.max(2 * wait, 5 * HOUR); passed += TICK) await tick();
  const calledAfter = [...created].map(([order, at]) => (called.get(order) ?? Infinity) - at);
  created.delete('PAID');
  const run: ClockRun = {
    attempts,
    calledAfter,
    pendingFor: [...created.keys()].map((order) => pendingFor.get(order) ?? Infinity),
    unmatched: database.rows(
      `select reported_at is not null as reported from ovgc_webhooks where state = 'unmatched'`,
    ),
    finishedEvents: database.rows(`select 1 from ovgc_events where order_uuid = 'PAID'`).length,
  };
  void runtime.drain();
  await database.settled();
  return run;
}
