import { AsyncLocalStorage } from 'node:async_hooks';
import type { Subscription } from 'rxjs';
import { ledgerFailureDetail } from '../events/error.text.js';
import { selectNextDue } from '../ledger/claims.queries.js';
import { isLedgerLost } from '../ledger/ledger.guard.js';
import { sleep } from '../retry/backoff.js';
import { reportDeadLetter } from './dead-letter.report.js';
import { DeliveryAttempt } from './delivery.attempt.js';
import type { DeliveryContext } from './delivery.context.js';
import { type ClaimedDelivery, claimDue, recoverInterrupted } from './delivery.operations.js';
import { handlerWarnings } from './handler.warnings.js';
import { LeaseRenewal } from './lease.renewal.js';
import { RunningAttempts } from './running.attempts.js';

/**
 * - `new`: not started. Nothing wakes it.
 * - `starting`: recovers the attempts that an earlier process left running. Nothing wakes it.
 * - `idle`: an event that this process stores, the end of an attempt, a replay or the timer wakes it.
 * - `claiming`: claims due deliveries for each handler and starts their attempts. When it is woken, it claims again.
 * - `draining`: claims nothing more and waits for running attempts to end. Nothing wakes it.
 * - `stopped`: the ledger can be closed. Nothing wakes it.
 */
type Mode = 'new' | 'starting' | 'idle' | 'claiming' | 'draining' | 'stopped';

/** How long to wait before claiming again when the ledger fails. */
const LEDGER_RETRY_MS = 1000;
/** How long a handler has to react to its signal before the ledger is closed. */
const ABORT_TIMEOUT_MS = 500;
/** The timer wakes the worker at least this often: an event whose commit lost its answer doesn't wake it. */
const MAX_IDLE_MS = 5000;

/** Delivers events to durable handlers: claims what is due, for each handler up to its `concurrency`. */
export class DeliveryWorker {
  private readonly running = new RunningAttempts();
  private readonly renewal: LeaseRenewal;
  private readonly stopping = new AbortController();
  /** Handlers are called in the async context of the app's start, never in that of a request that wakes the worker. */
  private readonly inStartContext = AsyncLocalStorage.snapshot();
  private mode: Mode = 'new';
  private mustClaimAgain = false;
  /** Whether the ledger failed when it claimed last. */
  private hasFailed = false;
  private claiming: Promise<void> | undefined;
  private subscription: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ended = 0;

  constructor(private readonly context: DeliveryContext) {
    this.renewal = new LeaseRenewal(context, this.running);
  }

  /** Recovers what an earlier process left, then delivers until {@link stop}. */
  async start(): Promise<void> {
    const { unitOfWork, publisher, options } = this.context;
    if (this.mode === 'new') this.mode = 'starting';
    const deadLettered = await unitOfWork.run(recoverInterrupted, options);
    const warnings = await handlerWarnings(this.context);
    warnings.forEach((warning) => this.context.logger.warn(warning, warning));
    if (this.mode !== 'starting') return;
    deadLettered.forEach((one) => reportDeadLetter(this.context, one, one.lastError));
    this.mode = 'idle';
    this.subscription = publisher.payments$.subscribe(() => this.wake());
    this.renewal.start();
    this.wake();
  }

  /** How many attempts have ended since the start. */
  get endedAttempts(): number {
    return this.ended;
  }

  /** Claims what is due now. */
  wake(): void {
    if (this.mode === 'claiming') this.mustClaimAgain = true;
    if (this.mode === 'idle') this.claiming = this.inStartContext(() => this.claimAll());
  }

  /**
   * Claims nothing more and waits up to `shutdownTimeoutMs` for running handlers. Then it aborts their signals; they
   * are called again after the next start.
   */
  async stop(): Promise<void> {
    this.mode = 'draining';
    this.stopping.abort();
    this.subscription?.unsubscribe();
    clearTimeout(this.timer);
    await this.claiming;
    await this.drain();
    this.renewal.stop();
    this.mode = 'stopped';
  }

  /**
   * Claims what is due until nothing is due or running.
   *
   * @throws Error the worker has not started
   */
  async untilIdle(): Promise<void> {
    if (this.mode === 'new' || this.mode === 'starting') {
      throw new Error('the app has not started: call app.init() or app.listen() first');
    }
    do {
      await this.running.ended();
      this.wake();
      await this.claiming;
      if (this.hasFailed && !this.isStopping()) await sleep(LEDGER_RETRY_MS);
    } while (this.running.size > 0 || (this.hasFailed && !this.isStopping()));
  }

  private async drain(): Promise<void> {
    const { running } = this;
    await running.waitForAll(this.context.options.shutdownTimeoutMs);
    if (running.size === 0) return;
    this.context.logger.warn(
      'still running',
      `handlers still running after shutdownTimeoutMs: ${running.size}. They are called again after the next start`,
    );
    running.abort(running.tokens);
    await running.waitForAll(ABORT_TIMEOUT_MS);
  }

  private async claimAll(): Promise<void> {
    this.mode = 'claiming';
    do {
      this.mustClaimAgain = false;
      await this.claimOnce();
    } while (this.mustClaimAgain && !this.isStopping());
    if (!this.isStopping()) this.mode = 'idle';
  }

  private async claimOnce(): Promise<void> {
    clearTimeout(this.timer);
    const now = this.context.now();
    try {
      const claims = await all(this.context.handlers.names().map((name) => this.claimFor(name)));
      // A handler at its limit needs no timer: the end of each of its calls wakes the worker.
      const waiting = claims.filter(({ isFull }) => !isFull).map(({ handler }) => handler);
      if (waiting.length > 0) await this.setTimer(waiting, now);
      this.hasFailed = false;
    } catch (error) {
      this.hasFailed = true;
      if (!isLedgerLost(error)) {
        const message = 'could not claim due deliveries; trying again';
        const detail = ledgerFailureDetail(error, this.context.redact);
        this.context.logger.error('claim', message, detail);
      }
      this.wakeIn(LEDGER_RETRY_MS);
    }
  }

  private async claimFor(handler: string): Promise<{ handler: string; isFull: boolean }> {
    const { unitOfWork, options } = this.context;
    const limit = options.concurrency - this.running.callsOf(handler);
    if (limit <= 0) return { handler, isFull: true };
    const { leaseMs } = options;
    const excluding = this.running.deliveryIds;
    const claimed = await unitOfWork.run(claimDue, { handler, excluding, leaseMs, limit });
    claimed.forEach((delivery) => this.begin(delivery));
    return { handler, isFull: claimed.length === limit };
  }

  /** @param now a time at which everything that was due has been claimed, in milliseconds since 1970 */
  private async setTimer(handlers: readonly string[], now: number): Promise<void> {
    const { account, ledger } = this.context;
    const { reader } = ledger;
    const excluding = this.running.deliveryIds;
    const times = await Promise.all(
      handlers.map((handler) => selectNextDue(reader, account, { handler, excluding, now })),
    );
    const nextDue = Math.min(...times.map((time) => time ?? Infinity));
    this.wakeIn(Math.min(Math.max(0, nextDue - this.context.now()), MAX_IDLE_MS));
  }

  private wakeIn(ms: number): void {
    if (this.isStopping()) return;
    this.timer = setTimeout(() => this.wake(), ms).unref();
  }

  private begin(delivery: ClaimedDelivery): void {
    const attempt = new DeliveryAttempt(this.context, delivery);
    const ended = this.run(attempt).finally(() => {
      this.running.remove(attempt);
      this.ended += 1;
      // The attempt may have blocked a later event of the same payment.
      this.wake();
    });
    this.running.add(attempt, ended);
  }

  private async run(attempt: DeliveryAttempt): Promise<void> {
    this.running.callStarted(attempt.handler);
    const result = await attempt.call();
    this.running.callEnded(attempt.handler);
    const ended = attempt.end(result, this.stopping.signal);
    // What is claimed next shares a commit with the end of this attempt.
    this.wake();
    await ended;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }
}

/** Like `Promise.all`, but waits for the others when one fails, so that no claim is still under way afterwards. */
async function all<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
