import { Logger } from '@nestjs/common';
import type { EventEmitter2, EventEmitterReadinessWatcher } from '@nestjs/event-emitter';
import { type Observable, Subject } from 'rxjs';
import { failureDetail } from './error.text.js';
import type { DeliveryDeadLetteredEvent } from './delivery.events.js';
import { type PaymentEvent, typeOf } from './payment.events.js';
import type { WebhookRejectedEvent, WebhookUnmatchedEvent } from './webhook.events.js';

/** What `@OnEvent` listeners are told of beside payments. */
export type Notice = DeliveryDeadLetteredEvent | WebhookRejectedEvent | WebhookUnmatchedEvent;

type NoticeClass =
  typeof DeliveryDeadLetteredEvent | typeof WebhookRejectedEvent | typeof WebhookUnmatchedEvent;

/** Tells those who listen inside this process, after the commit: once, best effort, and never in the way. */
export class EventPublisher {
  private readonly logger = new Logger('OvgcEvents');
  private readonly stored = new Subject<PaymentEvent>();

  constructor(
    private readonly emitter: EventEmitter2,
    private readonly readiness: EventEmitterReadinessWatcher,
  ) {}

  /** Every event of a payment that this process has stored, from now on. */
  get payments$(): Observable<PaymentEvent> {
    return this.stored;
  }

  /** To be called with what has been committed. */
  publish(events: readonly PaymentEvent[]): void {
    for (const event of events) {
      this.stored.next(event);
      this.emit(typeOf(event), event);
    }
  }

  /** Tells those who watch that this process has no more to tell. */
  complete(): void {
    this.stored.complete();
  }

  notify(notice: Notice): void {
    this.emit((notice.constructor as NoticeClass).type, notice);
  }

  private emit(type: string, event: PaymentEvent | Notice): void {
    // A listener that takes long must not hold up the webhook's answer.
    setImmediate(() => void this.tell(type, event));
  }

  private async tell(type: string, event: PaymentEvent | Notice): Promise<void> {
    try {
      // Listeners are attached while the app starts: an event sent before would be lost.
      await this.readiness.waitUntilReady();
      await this.emitter.emitAsync(type, event);
    } catch (error) {
      this.logger.error(
        `a listener of ${type} failed; use a durable handler, such as @OnPaymentSucceeded(), for what must happen`,
        failureDetail(error),
      );
    }
  }
}
