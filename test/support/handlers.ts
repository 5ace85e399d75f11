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

/** Writes down what durable handlers hear, and fails when it is told to. */
@Injectable()
export class RecordingHandler {
  readonly heard: { type: string; event: PaymentEvent; delivery: PaymentDelivery }[] = [];
  /** Called before a handler ends: throw to make it fail, wait to make it slow. */
  behave: (event: PaymentEvent, delivery: PaymentDelivery) => unknown = () => undefined;

  @OnPaymentCreated()
  created(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.hear('created', event, delivery);
  }

  @OnPaymentSucceeded()
  succeeded(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.hear('succeeded', event, delivery);
  }

  @OnPaymentDeclined()
  declined(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.hear('declined', event, delivery);
  }

  @OnPaymentExpired()
  expired(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.hear('expired', event, delivery);
  }

  @OnPaymentConflicted()
  conflicted(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.hear('conflicted', event, delivery);
  }

  /** What was heard of one kind. */
  of(type: string): readonly { event: PaymentEvent; delivery: PaymentDelivery }[] {
    return this.heard.filter((one) => one.type === type);
  }

  private async hear(type: string, event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    this.heard.push({ type, event, delivery });
    await this.behave(event, delivery);
  }
}

/** Writes down what plain listeners are told. */
@Injectable()
export class RecordingListener {
  readonly payments: PaymentEvent[] = [];
  readonly rejected: WebhookRejectedEvent[] = [];
  readonly unmatched: WebhookUnmatchedEvent[] = [];
  readonly unrecognised: WebhookUnrecognisedEvent[] = [];
  readonly failed: DeliveryDeadLetteredEvent[] = [];

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
  onFailed(event: DeliveryDeadLetteredEvent): void {
    this.failed.push(event);
  }
}
