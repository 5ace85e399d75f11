import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { Observable, Subject } from 'rxjs';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import type { Redact } from '../ovgc.secrets.js';
import { failureDetail } from './error.text.js';
import type { DeliveryDeadLetteredEvent } from './delivery.events.js';
import { type PaymentEvent, typeOf } from './payment.events.js';
import type {
  WebhookRejectedEvent,
  WebhookUnmatchedEvent,
  WebhookUnrecognisedEvent,
} from './webhook.events.js';

/** The events for `@OnEvent` listeners beside those of payments. */
export type Notice =
  | DeliveryDeadLetteredEvent
  | WebhookRejectedEvent
  | WebhookUnmatchedEvent
  | WebhookUnrecognisedEvent;

/** Publishes events to listeners inside this process, after the commit: once, best effort, and without blocking. */
export class EventPublisher {
  private readonly logger = new ThrottledLogger('OvgcEvents');
  private readonly stored = new Subject<PaymentEvent>();
  /** Listeners are called in the async context of the app's start, never in that of a request. */
  private readonly inStartContext = AsyncLocalStorage.snapshot();

  constructor(
    private readonly emitter: Pick<EventEmitter2, 'emitAsync'>,
    private readonly readiness: Pick<EventEmitterReadinessWatcher, 'waitUntilReady'>,
    private readonly redact: Redact,
  ) {}

  /**
   * Every event of a payment that this process stores from now on. Each subscriber is called in the async context that
   * it subscribed in.
   */
  readonly payments$ = new Observable<PaymentEvent>((subscriber) => {
    const inItsContext = AsyncLocalStorage.snapshot();
    return this.stored.subscribe({
      next: (event) => inItsContext(() => subscriber.next(event)),
      complete: () => inItsContext(() => subscriber.complete()),
    });
  });

  /** Publishes events that have been committed. */
  publish(events: readonly PaymentEvent[]): void {
    for (const event of events) {
      this.stored.next(event);
      this.emit(typeOf(event), event);
    }
  }

  /** Ends {@link EventPublisher.payments$}. */
  complete(): void {
    this.stored.complete();
  }

  /** Publishes what is no event of a payment. */
  notify(notice: Notice): void {
    this.emit((notice.constructor as unknown as { readonly type: string }).type, notice);
  }

  private emit(type: string, event: PaymentEvent | Notice): void {
    // A slow listener must not delay the answer to the webhook.
    this.inStartContext(setImmediate, () => void this.emitNow(type, event));
  }

  private async emitNow(type: string, event: PaymentEvent | Notice): Promise<void> {
    try {
      // Listeners are attached while the app starts: an event that is emitted earlier is lost.
      await this.readiness.waitUntilReady();
      await this.emitter.emitAsync(type, event);
    } catch (error) {
      this.logger.error(
        type,
        `A listener of ${type} failed. Use a durable handler, such as @OnPaymentSucceeded(), for what must happen.`,
        failureDetail(error, this.redact),
      );
    }
  }
}
