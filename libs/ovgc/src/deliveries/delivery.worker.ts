import { Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { countPendingByHandler, selectNextDue } from '../ledger/deliveries.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import { type LeasedDelivery, renew, takeDue, recoverInterrupted } from './delivery.operations.js';
import type { DeliveryTry } from './delivery.attempt.js';
import type { EventPublisher } from '../events/event.publisher.js';
import { failureDetail } from '../events/error.text.js';
import { PaymentSucceededEvent } from '../events/payment.events.js';
import type { HandlerRegistry } from './handler.registry.js';

interface RunningTry {
  readonly id: number;
  readonly abort: AbortController;
  /** Resolves when its end is written down, or can't be. */
  readonly ended: Promise<void>;
}

/** How long to leave a ledger alone that failed to answer. */
const AFTER_LEDGER_FAILURE_MS = 1000;
/** How long a handler has to react to its signal before the ledger is closed. */
const AFTER_ABORT_MS = 500;
/** What was stored without a word to this process, such as by a commit whose answer was lost, waits no longer. */
const LONGEST_SLEEP_MS = 5000;

/** Hands events to durable handlers: takes what is due, for each handler as much as it may do at once. */
export class DeliveryWorker {
  private readonly logger = new Logger('OvgcDeliveries');
  /** By their leases' tokens. */
  private readonly running = new Map<string, RunningTry>();
  /** How many calls of each handler are at work: one that hangs must not take the others' places. */
  private readonly busy = new Map<string, number>();
  private subscription: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stopped = false;

  constructor(
    private readonly account: string,
    private readonly ledger: Ledger,
    private readonly handlers: HandlerRegistry,
    private readonly publisher: EventPublisher,
    private readonly tries: DeliveryTry,
    private readonly options: DeliveryOptions,
    private readonly now: () => number,
  ) {}

  /** Takes up what an earlier process left, then whatever comes. */
  async start(): Promise<void> {
    const { account, options } = this;
    const interrupted = { account, options, now: this.now() };
    const givenUp = await this.ledger.commit(recoverInterrupted, interrupted);
    await this.warnOfWhatNobodyHears();
    if (this.stopped) return;
    givenUp.forEach((delivery) => this.tries.reportGivenUp(delivery, delivery.lastError));
    this.subscription = this.publisher.payments$.subscribe(() => this.wake());
    this.renewal = setInterval(() => void this.renewLeases(), options.leaseMs / 3).unref();
    this.wake();
  }

  /** Looks for due deliveries now. */
  wake(): void {
    if (this.subscription === undefined) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.look().finally(() => {
      this.looking = undefined;
      if (!this.lookAgain) return;
      this.lookAgain = false;
      this.wake();
    });
  }

  /** Takes nothing new, and lets what runs come to its end within the time the options give. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.subscription?.unsubscribe();
    this.subscription = undefined;
    clearTimeout(this.timer);
    await this.looking;
    await this.drain();
    clearInterval(this.renewal);
  }

  private async warnOfWhatNobodyHears(): Promise<void> {
    if (this.handlers.namesFor(PaymentSucceededEvent.type).length === 0) {
      this.logger.warn(
        'no durable handler listens to payments that succeed: put @OnPaymentSucceeded() on the method that fulfils',
      );
    }
    const known = new Set(this.handlers.names());
    const pending = await countPendingByHandler(this.ledger.reader, this.account);
    for (const { handler, count } of pending.filter((one) => !known.has(one.handler))) {
      this.logger.warn(
        `${count} deliveries wait for ${handler}, which the app no longer has: give it that name again`,
      );
    }
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    const now = this.now();
    try {
      const takes = await allOf(this.handlers.names().map((name) => this.take(name, now)));
      // A handler whose places are all taken needs no timer: each call that ends looks again.
      const waiting = takes.filter(({ full }) => !full).map(({ handler }) => handler);
      if (waiting.length > 0) await this.sleepUntilNext(waiting, now);
    } catch (error) {
      this.logger.error('could not look for due deliveries; trying again', failureDetail(error));
      this.sleep(AFTER_LEDGER_FAILURE_MS);
    }
  }

  private async take(handler: string, now: number): Promise<{ handler: string; full: boolean }> {
    const limit = this.options.concurrency - (this.busy.get(handler) ?? 0);
    if (limit <= 0) return { handler, full: true };
    const due = await this.ledger.commit(takeDue, {
      account: this.account,
      handler,
      excluding: this.runningIds(),
      now,
      leaseMs: this.options.leaseMs,
      limit,
    });
    due.forEach((delivery) => this.begin(delivery));
    return { handler, full: due.length === limit };
  }

  /** @param now as of when all that may start was taken */
  private async sleepUntilNext(handlers: readonly string[], now: number): Promise<void> {
    const excluding = this.runningIds();
    const { reader } = this.ledger;
    const times = await Promise.all(
      handlers.map((handler) => selectNextDue(reader, this.account, { handler, excluding, now })),
    );
    const nextDue = Math.min(...times.map((time) => time ?? Infinity));
    this.sleep(Math.min(Math.max(0, nextDue - this.now()), LONGEST_SLEEP_MS));
  }

  private sleep(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => this.wake(), ms).unref();
  }

  private begin(delivery: LeasedDelivery): void {
    const abort = new AbortController();
    this.occupy(delivery.handler, 1);
    const ended = this.tryOut(delivery, abort).finally(() => {
      this.running.delete(delivery.leaseToken);
      // It may have been in the way of a later event of the same payment.
      this.wake();
    });
    this.running.set(delivery.leaseToken, { id: delivery.id, abort, ended });
  }

  private async tryOut(delivery: LeasedDelivery, abort: AbortController): Promise<void> {
    const ended = await this.tries.run(delivery, abort);
    this.occupy(delivery.handler, -1);
    const settled = this.tries.settle(delivery, ended, () => this.stopped);
    // What is taken next shares the commit with what has just ended.
    this.wake();
    await settled;
  }

  private occupy(handler: string, places: number): void {
    this.busy.set(handler, (this.busy.get(handler) ?? 0) + places);
  }

  /** What runs here is not to be taken a second time, even if its lease could not be renewed in time. */
  private runningIds(): readonly number[] {
    return [...this.running.values()].map(({ id }) => id);
  }

  private async renewLeases(): Promise<void> {
    if (this.running.size === 0) return;
    const tokens = [...this.running.keys()];
    try {
      const until = this.now() + this.options.leaseMs;
      const held = new Set(await this.ledger.commit(renew, { tokens, until }));
      // Another process works on what was lost: the handler here should come to an end.
      tokens.filter((token) => !held.has(token)).forEach((token) => this.abort(token));
    } catch (error) {
      this.logger.error('could not renew the leases of running handlers', failureDetail(error));
    }
  }

  private abort(token: string): void {
    this.running.get(token)?.abort.abort();
  }

  private async drain(): Promise<void> {
    await this.allEnded(this.options.shutdownTimeoutMs);
    if (this.running.size === 0) return;
    this.logger.warn(
      `${this.running.size} handlers did not end in time; they are called again after the next start`,
    );
    [...this.running.keys()].forEach((token) => this.abort(token));
    await this.allEnded(AFTER_ABORT_MS);
  }

  private async allEnded(withinMs: number): Promise<void> {
    const all = Promise.all([...this.running.values()].map(({ ended }) => ended));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([all, late]);
    clearTimeout(timer);
  }
}

/** Waits for all of them even when one fails: what the others took is known before anybody stops. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
