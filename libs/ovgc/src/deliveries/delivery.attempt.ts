import { AsyncResource } from 'node:async_hooks';
import { failureText, ledgerFailureDetail } from '../events/error.text.js';
import { fromEventRow } from '../events/event.record.js';
import { isLedgerLost } from '../ledger/ledger.guard.js';
import type { AttemptEnd } from '../ledger/leases.queries.js';
import { sleep } from '../retry/backoff.js';
import { describeDelivery, reportDeadLetter } from './dead-letter.report.js';
import type { DeliveryContext } from './delivery.context.js';
import { type ClaimedDelivery, endAttempts } from './delivery.operations.js';
import { PaymentDelivery } from './handler.decorators.js';
import type { RegisteredHandler } from './handler.registry.js';
import { waitForResult } from './handler.result.js';
import { complete, deadLetter, type EndedAttempt, retry } from './retry.policy.js';

/** What a call of a handler resulted in. `not_found`: the app has no such handler, so a retry can't help. */
export type AttemptResult =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed' | 'not_found'; readonly error: unknown };

/** How long to wait before a failed write to the ledger is repeated. */
const LEDGER_RETRY_MS = 1000;

/** One attempt of a claimed delivery: calls the handler, then stores and reports how that ended. */
export class DeliveryAttempt {
  private readonly abortion = new AbortController();

  constructor(
    private readonly context: DeliveryContext,
    private readonly delivery: ClaimedDelivery,
  ) {}

  get deliveryId(): number {
    return this.delivery.id;
  }

  get token(): string {
    return this.delivery.leaseToken;
  }

  get handler(): string {
    return this.delivery.handler;
  }

  /** Aborts the signal that the handler was given. */
  abort(): void {
    this.abortion.abort();
  }

  /** Calls the handler. After `timeoutMs` its signal is aborted, and the attempt has failed. Never rejects. */
  async call(): Promise<AttemptResult> {
    const { handler: handlerName, name } = this.delivery;
    const { handlers, options } = this.context;
    const handler = handlers.find(handlerName, name);
    if (!handler) {
      const error = new Error(`the app no longer has a handler ${handlerName} for ${name}`);
      return { kind: 'not_found', error };
    }
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`the handler did not finish within ${options.timeoutMs} ms`));
        this.abort();
      }, options.timeoutMs).unref();
    });
    try {
      await Promise.race([this.pass(handler), timeout]);
      return { kind: 'succeeded' };
    } catch (error) {
      return { kind: 'failed', error };
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Stores how the attempt ended, then logs a failure. While the ledger fails, this waits and stores it again: don't
   * rerun a handler because its result wasn't saved.
   *
   * @param stopping when it is aborted, a failed write is not repeated; the next process starts the attempt again
   */
  async end(result: AttemptResult, stopping: AbortSignal): Promise<void> {
    const { attempts: attempt, firstAttemptAt } = this.delivery;
    const end = this.endOf({ attempt, firstAttemptAt, endedAt: this.context.now() }, result);
    const isStored = await this.store(end, stopping);
    if (isStored === undefined) return;
    if (!isStored) {
      const name = describeDelivery(this.delivery);
      this.context.logger.warn('lease', `${name} lost its lease and was started again`);
    } else if (result.kind !== 'succeeded') {
      this.reportFailure(end, result.error);
    }
  }

  private async pass({ handle }: RegisteredHandler): Promise<void> {
    const { delivery } = this;
    const { signal } = this.abortion;
    const event = fromEventRow(delivery);
    const idempotencyKey = delivery.idempotencyKey ?? `${delivery.eventId}/${delivery.handler}`;
    const passed = new PaymentDelivery({ idempotencyKey, attempt: delivery.attempts, signal });
    // What a handler enters (`AsyncLocalStorage.enterWith`) must not reach those that are called after it.
    const ownContext = new AsyncResource('OvgcHandler');
    await ownContext.runInAsyncScope(() => waitForResult(handle(event, passed), signal));
  }

  private endOf(ended: EndedAttempt, result: AttemptResult): AttemptEnd {
    const { options, redact } = this.context;
    switch (result.kind) {
      case 'succeeded':
        return complete(ended);
      case 'failed':
        return retry(ended, failureText(result.error, redact), options);
      case 'not_found':
        // Left pending, it would block the events that a handler of this name still listens to.
        return deadLetter(ended, failureText(result.error, redact));
    }
  }

  /** Returns whether the lease was still held; undefined when nothing could be stored before the stop. */
  private async store(end: AttemptEnd, stopping: AbortSignal): Promise<boolean | undefined> {
    const { deliveryId, token } = this;
    for (;;) {
      try {
        return await this.context.unitOfWork.run(endAttempts, { deliveryId, token, end });
      } catch (failure) {
        if (!isLedgerLost(failure)) {
          this.context.logger.error(
            'store',
            `could not store how ${describeDelivery(this.delivery)} ended`,
            ledgerFailureDetail(failure, this.context.redact),
          );
        }
        if (stopping.aborted) return undefined;
        await sleep(LEDGER_RETRY_MS);
      }
    }
  }

  private reportFailure(end: AttemptEnd, error: unknown): void {
    if (end.state === 'dead_lettered') return reportDeadLetter(this.context, this.delivery, error);
    const { attempts } = this.delivery;
    const delay = end.nextAttemptAt - this.context.now();
    const text = failureText(error, this.context.redact);
    this.context.logger.warn(
      `failure of ${this.delivery.handler}`,
      `${describeDelivery(this.delivery)} failed (attempt ${attempts}), next attempt in ${delay} ms: ${text}`,
    );
  }
}
