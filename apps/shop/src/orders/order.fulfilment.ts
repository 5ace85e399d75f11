import { Injectable, Logger } from '@nestjs/common';
import {
  OnPaymentConflicted,
  OnPaymentDeclined,
  OnPaymentExpired,
  OnPaymentSucceeded,
  PaymentConflictedEvent,
  PaymentDeclinedEvent,
  PaymentExpiredEvent,
  PaymentSucceededEvent,
  PaymentDelivery,
} from 'nestjs-ovgc';
import { OrderChanges } from './order.changes.js';
import { OrdersStore } from './orders.store.js';

/**
 * What the shop does when a payment has an outcome. The handlers are durable: one that throws, or is cut off by a
 * crash, is called again with the same idempotency key.
 */
@Injectable()
export class OrderFulfilment {
  private readonly logger = new Logger(OrderFulfilment.name);

  constructor(
    private readonly orders: OrdersStore,
    private readonly changes: OrderChanges,
  ) {}

  @OnPaymentSucceeded()
  async fulfil({ payment }: PaymentSucceededEvent, delivery: PaymentDelivery): Promise<void> {
    await this.orders.fulfil(payment, delivery.idempotencyKey);
    this.changes.announce(payment.orderUuid);
  }

  @OnPaymentDeclined()
  async decline({ payment }: PaymentDeclinedEvent): Promise<void> {
    await this.orders.close(payment.orderUuid, 'Declined');
    this.changes.announce(payment.orderUuid);
  }

  @OnPaymentExpired()
  async expire({ payment }: PaymentExpiredEvent): Promise<void> {
    await this.orders.close(payment.orderUuid, 'Expired');
    this.changes.announce(payment.orderUuid);
  }

  /** The payment was declined after it was paid. The order stays paid, and somebody has to check it. */
  @OnPaymentConflicted()
  report({ payment }: PaymentConflictedEvent): void {
    this.logger.error(
      `order ${payment.orderUuid} is paid, and was then reported declined: ` +
        `look up ${payment.transactionId} in the OVGC dashboard before you ship it`,
    );
  }
}
