import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import {
  DeliveryDeadLetteredEvent,
  OnPaymentConflicted,
  OnPaymentCreated,
  OnPaymentDeclined,
  OnPaymentExpired,
  OnPaymentSucceeded,
  type PaymentDelivery,
  type PaymentEvent,
  WebhookRejectedEvent,
  WebhookUnmatchedEvent,
  WebhookUnrecognisedEvent,
} from 'nestjs-ovgc';

/** Records what durable handlers receive. It can be made to fail. */
@Injectable()
export class RecordingHandler {
  readonly received: { type: string; event: PaymentEvent; delivery: PaymentDelivery }[] = [];
  /** Called in each handler: throw to make it fail, wait to make it slow. */
  behave: (event: PaymentEvent, delivery: PaymentDelivery) => unknown = () => undefined;

  @OnPaymentCreated()
  created(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.record('created', event, delivery);
  }

  @OnPaymentSucceeded()
  succeeded(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.record('succeeded', event, delivery);
  }

  @OnPaymentDeclined()
  declined(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.record('declined', event, delivery);
  }

  @OnPaymentExpired()
  expired(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.record('expired', event, delivery);
  }

  @OnPaymentConflicted()
  conflicted(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.record('conflicted', event, delivery);
  }

  /** The calls of one handler, such as `succeeded`. */
  of(type: string): readonly { event: PaymentEvent; delivery: PaymentDelivery }[] {
    return this.received.filter((one) => one.type === type);
  }

  private async record(
    type: string,
    event: PaymentEvent,
    delivery: PaymentDelivery,
  ): Promise<void> {
    this.received.push({ type, event, delivery });
    await this.behave(event, delivery);
  }
}

/** Records what plain `@OnEvent` listeners receive. */
@Injectable()
export class RecordingListener {
  readonly payments: PaymentEvent[] = [];
  readonly rejected: WebhookRejectedEvent[] = [];
  readonly unmatched: WebhookUnmatchedEvent[] = [];
  readonly unrecognised: WebhookUnrecognisedEvent[] = [];
  readonly deadLettered: DeliveryDeadLetteredEvent[] = [];

  @OnEvent('ovgc.payment.created')
  @OnEvent('ovgc.payment.succeeded')
  @OnEvent('ovgc.payment.declined')
  @OnEvent('ovgc.payment.expired')
  @OnEvent('ovgc.payment.conflicted')
  onPayment(event: PaymentEvent): void {
    this.payments.push(event);
  }

  @OnEvent(WebhookRejectedEvent.type)
  onRejected(event: WebhookRejectedEvent): void {
    this.rejected.push(event);
  }

  @OnEvent(WebhookUnmatchedEvent.type)
  onUnmatched(event: WebhookUnmatchedEvent): void {
    this.unmatched.push(event);
  }

  @OnEvent(WebhookUnrecognisedEvent.type)
  onUnrecognised(event: WebhookUnrecognisedEvent): void {
    this.unrecognised.push(event);
  }

  @OnEvent(DeliveryDeadLetteredEvent.type)
  onDeadLettered(event: DeliveryDeadLetteredEvent): void {
    this.deadLettered.push(event);
  }
}
