import { Logger } from '@nestjs/common';
import type { DeliveryWithEvent } from '../ledger/deliveries.queries.js';
import type { Settlement } from '../ledger/leases.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import type { DeliveryOptions } from '../ovgc.options.js';
import { sleep } from '../retry/backoff.js';
import { type LeasedDelivery, settle } from './delivery.operations.js';
import { type EndedTry, failed, givenUp, handled } from './retry.policy.js';
import type { EventPublisher } from '../events/event.publisher.js';
import { fromEventRow } from '../events/event.record.js';
import { failureDetail, failureText } from '../events/error.text.js';
import { DeliveryDeadLetteredEvent } from '../events/delivery.events.js';
import type { HandlerRegistry, RegisteredHandler } from './handler.registry.js';

/** How a try ended; one that is hopeless would end so again. */
export type TryEnd =
  { readonly kind: 'handled' } | { readonly kind: 'failed' | 'hopeless'; readonly error: unknown };

/** How long to leave a ledger alone that failed to answer. */
const AFTER_LEDGER_FAILURE_MS = 1000;

/** One try of one delivery: calls the handler, writes down how it ended, says so. */
export class DeliveryTry {
  private readonly logger = new Logger('OvgcDeliveries');

  constructor(
    private readonly account: string,
    private readonly ledger: Ledger,
    private readonly handlers: HandlerRegistry,
    private readonly publisher: EventPublisher,
    private readonly options: DeliveryOptions,
    private readonly now: () => number,
  ) {}

  /** Calls the handler. One that takes too long has failed, and is told so by its signal. */
  async run(delivery: LeasedDelivery, abort: AbortController): Promise<TryEnd> {
    const handler = this.handlers.find(delivery.handler, delivery.name);
    // It would hold up what the handler of that name still listens to.
    if (!handler) return { kind: 'hopeless', error: noHandler(delivery) };
    const { timeoutMs } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`it did not end within ${timeoutMs} ms`));
        abort.abort();
      }, timeoutMs).unref();
    });
    try {
      await Promise.race([this.call(handler, delivery, abort.signal), late]);
      return { kind: 'handled' };
    } catch (error) {
      return { kind: 'failed', error };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Writes down how a try ended, and says so. */
  async settle(delivery: LeasedDelivery, end: TryEnd, isStopped: () => boolean): Promise<void> {
    const { attempts: attempt, firstAttemptAt } = delivery;
    const settlement = this.settlementOf({ attempt, firstAttemptAt, endedAt: this.now() }, end);
    const stored = await this.store(delivery, settlement, isStopped);
    if (stored === 'taken over') {
      this.logger.warn(`${nameOf(delivery)} took so long that it was started again`);
    } else if (stored === 'stored' && end.kind !== 'handled') {
      this.report(delivery, settlement, end.error);
    }
  }

  /** Says that a handler was given up on an event. */
  reportGivenUp(delivery: DeliveryWithEvent, error: unknown): void {
    const { id, handler, attempts } = delivery;
    this.logger.error(
      `${nameOf(delivery)} was given up (try ${attempts}); mend it, then replay delivery ${id}`,
      failureDetail(error),
    );
    try {
      const event = fromEventRow(delivery);
      const what = failureText(error);
      this.publisher.notify(
        new DeliveryDeadLetteredEvent(this.account, String(id), handler, event, attempts, what),
      );
    } catch (unreadable) {
      // The others go on, whatever stands in a row of this one.
      this.logger.error(`the event of delivery ${id} can’t be read`, failureDetail(unreadable));
    }
  }

  /**
   * A ledger that fails is asked again, as long as nobody stops: what a handler did is not to be done again for want
   * of a line.
   */
  private async store(
    delivery: LeasedDelivery,
    settlement: Settlement,
    isStopped: () => boolean,
  ): Promise<'stored' | 'taken over' | 'left open'> {
    const { id, leaseToken: token } = delivery;
    for (;;) {
      try {
        const isSettled = await this.ledger.commit(settle, { id, token, settlement });
        return isSettled ? 'stored' : 'taken over';
      } catch (failure) {
        this.logger.error(`could not store how ${nameOf(delivery)} ended`, failureDetail(failure));
        if (isStopped()) return 'left open';
        await sleep(AFTER_LEDGER_FAILURE_MS);
      }
    }
  }

  private settlementOf(ended: EndedTry, end: TryEnd): Settlement {
    switch (end.kind) {
      case 'handled':
        return handled(ended);
      case 'failed':
        return failed(ended, failureText(end.error), this.options);
      case 'hopeless':
        return givenUp(ended, failureText(end.error));
    }
  }

  private async call(
    handler: RegisteredHandler,
    delivery: LeasedDelivery,
    signal: AbortSignal,
  ): Promise<void> {
    await handler.handle(fromEventRow(delivery), {
      idempotencyKey: `${delivery.eventId}/${delivery.handler}`,
      attempt: delivery.attempts,
      signal,
    });
  }

  private report(delivery: LeasedDelivery, settlement: Settlement, error: unknown): void {
    if (settlement.state === 'failed') return this.reportGivenUp(delivery, error);
    const wait = settlement.nextAttemptAt - this.now();
    this.logger.warn(
      `${nameOf(delivery)} failed (try ${delivery.attempts}), again in ${wait} ms: ${failureText(error)}`,
    );
  }
}

function nameOf(delivery: DeliveryWithEvent): string {
  return `${delivery.handler} on ${delivery.eventId}`;
}

function noHandler({ handler, name }: DeliveryWithEvent): Error {
  return new Error(`the app has no handler ${handler} for ${name} any more`);
}
