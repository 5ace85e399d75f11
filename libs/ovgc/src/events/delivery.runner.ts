import { Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { selectNextDue, type Settlement } from '../ledger/deliveries.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import { type LeasedDelivery, releaseAll, renew, settle, takeDue } from './delivery.ledger.js';
import { type EndedTry, failed, handled } from './delivery.schedule.js';
import type { EventPublisher } from './event.publisher.js';
import { fromEventRow } from './event.record.js';
import { failureDetail, failureText } from './failure.text.js';
import { HandlerFailedEvent } from './handler-failed.event.js';
import type { HandlerRegistry } from './handler.registry.js';

interface RunningTry {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** How long to leave a ledger alone that failed to answer. */
const AFTER_LEDGER_FAILURE_MS = 1000;
/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Hands events to durable handlers: takes what is due, runs it, writes down how it ended. */
export class DeliveryRunner {
  private readonly logger = new Logger('OvgcDeliveries');
  /** Tries whose end is not written down yet, by their tokens. */
  private readonly running = new Map<string, RunningTry>();
  /** Handlers that are at work. */
  private busy = 0;
  private subscription: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;

  constructor(
    private readonly account: string,
    private readonly ledger: Ledger,
    private readonly handlers: HandlerRegistry,
    private readonly publisher: EventPublisher,
    private readonly options: DeliveryOptions,
    private readonly now: () => number,
  ) {}

  /** Takes up what an earlier process left, then whatever comes. */
  async start(): Promise<void> {
    await this.ledger.commit(releaseAll, this.account);
    this.subscription = this.publisher.payments$.subscribe(() => this.wake());
    this.renewal = setInterval(() => void this.renewLeases(), this.options.leaseMs / 3).unref();
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
    this.subscription?.unsubscribe();
    this.subscription = undefined;
    clearTimeout(this.timer);
    await this.looking;
    await this.drain();
    clearInterval(this.renewal);
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    const handlers = this.handlers.names();
    const limit = this.options.concurrency - this.busy;
    if (handlers.length === 0 || limit <= 0) return;
    try {
      const { account, options } = this;
      const search = { account, handlers, now: this.now(), leaseMs: options.leaseMs, limit };
      const due = await this.ledger.commit(takeDue, search);
      due.forEach((delivery) => this.begin(delivery));
      // Each try that ends looks again, so a full house needs no timer.
      if (due.length < limit) await this.sleepUntilNext(handlers);
    } catch (error) {
      this.logger.error('could not look for due deliveries; trying again', failureDetail(error));
      this.sleep(AFTER_LEDGER_FAILURE_MS);
    }
  }

  private async sleepUntilNext(handlers: readonly string[]): Promise<void> {
    const nextDue = await selectNextDue(this.ledger.reader, this.account, handlers);
    if (nextDue !== null) this.sleep(Math.max(0, nextDue - this.now()));
  }

  private sleep(ms: number): void {
    if (this.subscription === undefined) return;
    this.timer = setTimeout(() => this.wake(), Math.min(ms, LONGEST_TIMER_MS)).unref();
  }

  private begin(delivery: LeasedDelivery): void {
    const abort = new AbortController();
    this.busy += 1;
    const ended = this.run(delivery, abort.signal).finally(() => {
      this.running.delete(delivery.leaseToken);
      // It may have been in the way of a later event of the same payment.
      this.wake();
    });
    this.running.set(delivery.leaseToken, { abort, ended });
  }

  private async run(delivery: LeasedDelivery, signal: AbortSignal): Promise<void> {
    const error = await this.handle(delivery, signal);
    this.busy -= 1;
    const settling = this.settle(delivery, error);
    // What is taken next shares the commit with what has just ended.
    this.wake();
    await settling;
  }

  private async settle(delivery: LeasedDelivery, error: unknown): Promise<void> {
    const ended: EndedTry = {
      attempt: delivery.attempts,
      firstAttemptAt: delivery.firstAttemptAt,
      endedAt: this.now(),
    };
    const settlement =
      error === undefined ? handled(ended) : failed(ended, failureText(error), this.options);
    const { leaseToken: token } = delivery;
    try {
      const held = await this.ledger.commit(settle, { token, settlement });
      if (held) this.report(delivery, settlement, error);
      else this.logger.warn(`${nameOf(delivery)} took so long that it was started again`);
    } catch (failure) {
      // The lease runs out and the handler is called again: at least once is what it was promised.
      this.logger.error(`could not store how ${nameOf(delivery)} ended`, failureDetail(failure));
    }
  }

  /** Answers what the handler failed with; undefined when it worked. */
  private async handle(delivery: LeasedDelivery, signal: AbortSignal): Promise<unknown> {
    const handler = this.handlers.find(delivery.handler, delivery.name);
    if (!handler) return new Error(`the app has no handler ${delivery.handler} for it any more`);
    try {
      await handler.handle(fromEventRow(delivery), {
        idempotencyKey: `${delivery.eventId}/${delivery.handler}`,
        attempt: delivery.attempts,
        signal,
      });
      return undefined;
    } catch (error) {
      return error ?? new Error('it failed without an error');
    }
  }

  private report(delivery: LeasedDelivery, settlement: Settlement, error: unknown): void {
    if (settlement.state === 'done') return;
    const tries = `try ${delivery.attempts}`;
    if (settlement.state === 'pending') {
      const wait = settlement.nextAttemptAt - this.now();
      this.logger.warn(
        `${nameOf(delivery)} failed (${tries}), again in ${wait} ms: ${failureText(error)}`,
      );
      return;
    }
    this.logger.error(
      `${nameOf(delivery)} was given up (${tries}); mend it, then replay delivery ${delivery.id}`,
      failureDetail(error),
    );
    this.publisher.notify(
      new HandlerFailedEvent(
        this.account,
        String(delivery.id),
        delivery.handler,
        fromEventRow(delivery),
        delivery.attempts,
        failureText(error),
      ),
    );
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
    const all = Promise.all([...this.running.values()].map(({ ended }) => ended));
    const timeout = AbortSignal.timeout(this.options.drainMs);
    const late = new Promise<void>((resolve) => {
      timeout.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([all, late]);
    if (this.running.size === 0) return;
    this.logger.warn(
      `${this.running.size} handlers did not end in time; they are called again at the next start`,
    );
    [...this.running.keys()].forEach((token) => this.abort(token));
  }
}

function nameOf(delivery: LeasedDelivery): string {
  return `${delivery.handler} on ${delivery.eventId}`;
}
