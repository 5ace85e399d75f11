import { Injectable } from '@nestjs/common';
import {
  OnPaymentConflicted,
  OnPaymentCreated,
  OnPaymentDeclined,
  OnPaymentExpired,
  OnPaymentSucceeded,
  type PaymentDelivery,
  type PaymentEvent,
} from 'nestjs-ovgc';

/** A call of a durable handler. */
export interface Call {
  readonly handler: string;
  readonly event: PaymentEvent;
  readonly delivery: PaymentDelivery;
}

/** A shop with one durable handler, which follows each payment from beginning to end. */
@Injectable()
export class Follower {
  /** What a call comes to. */
  answer: (call: Call) => Promise<void> = () => Promise.resolve();

  @OnPaymentCreated({ name: 'follow' })
  @OnPaymentSucceeded({ name: 'follow' })
  @OnPaymentDeclined({ name: 'follow' })
  @OnPaymentExpired({ name: 'follow' })
  @OnPaymentConflicted({ name: 'follow' })
  follow(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.answer({ handler: 'follow', event, delivery });
  }
}

/** The same with a second one, which fulfils what is paid. */
@Injectable()
export class Fulfiller extends Follower {
  @OnPaymentSucceeded({ name: 'fulfil' })
  fulfil(event: PaymentEvent, delivery: PaymentDelivery): Promise<void> {
    return this.answer({ handler: 'fulfil', event, delivery });
  }
}
