import { Inject, Injectable, Logger } from '@nestjs/common';
import { OvgcError, OvgcPaymentsService, type Payment } from 'nestjs-ovgc';
import { concatMap, startWith, takeUntil, type Observable } from 'rxjs';
import { findProduct } from '../catalog/catalog.js';
import { shopConfig, type ShopConfig } from '../shop.config.js';
import { orderFor, retryOf, type Order } from './order.js';
import { OrderChanges } from './order.changes.js';
import {
  CheckoutUnavailableException,
  OrderNotFoundException,
  OrderStateException,
} from './orders.exceptions.js';
import { OrdersStore } from './orders.store.js';
import type { PlaceOrderDto } from './place-order.dto.js';

/** Takes orders and opens their payment pages. The outcome of a payment goes to `OrderFulfilment`. */
@Injectable()
export class OrdersService {
  private readonly logger = new Logger(OrdersService.name);

  constructor(
    private readonly store: OrdersStore,
    private readonly payments: OvgcPaymentsService,
    private readonly changes: OrderChanges,
    @Inject(shopConfig.KEY) private readonly config: ShopConfig,
  ) {}

  /** @throws CheckoutUnavailableException when the order is stored, but can't be paid yet */
  async place({ sku, email }: PlaceOrderDto): Promise<Payment> {
    const product = findProduct(sku);
    if (!product) throw new RangeError(`the shop does not sell ${sku}`);
    // Stored before the gateway is asked, so that the call can be repeated for the same order.
    const order = await this.store.add(orderFor(product, email));
    return this.openCheckout(order);
  }

  /**
   * Opens the payment page of an unpaid order, or returns the page that is open.
   *
   * @throws OrderStateException when it is no longer unpaid
   */
  async pay(orderUuid: string): Promise<Payment> {
    const order = await this.get(orderUuid);
    switch (order.status) {
      case 'Pending':
        return this.openCheckout(order);
      case 'Paid':
        throw new OrderStateException(orderUuid, `order ${orderUuid} is paid`);
      case 'Declined':
      case 'Expired':
        throw new OrderStateException(
          orderUuid,
          `order ${orderUuid} is ${order.status}: POST /orders/${orderUuid}/retry orders the same again`,
        );
    }
  }

  /**
   * Places the same order again after its payment failed. A second call returns the same new order.
   *
   * @throws OrderStateException when its payment did not fail, or the new order is no longer unpaid
   */
  async retry(orderUuid: string): Promise<Payment> {
    const order = await this.get(orderUuid);
    switch (order.status) {
      case 'Pending':
        throw new OrderStateException(
          orderUuid,
          `order ${orderUuid} still waits for its payment: POST /orders/${orderUuid}/pay opens the page`,
        );
      case 'Paid':
        throw new OrderStateException(orderUuid, `order ${orderUuid} is paid`);
      case 'Declined':
      case 'Expired': {
        const again = await this.store.add(retryOf(order));
        return this.pay(again.orderUuid);
      }
    }
  }

  /** @throws OrderNotFoundException */
  async get(orderUuid: string): Promise<Order> {
    const order = await this.store.find(orderUuid);
    if (!order) throw new OrderNotFoundException(orderUuid);
    return order;
  }

  newest(limit: number): Promise<Order[]> {
    return this.store.newest(limit);
  }

  /** Emits the order now and at each change. Completes when the shop shuts down. */
  watch(orderUuid: string): Observable<Order> {
    return this.changes.of(orderUuid).pipe(
      startWith(orderUuid),
      concatMap(() => this.get(orderUuid)),
      takeUntil(this.changes.shutdown),
    );
  }

  private async openCheckout(order: Order): Promise<Payment> {
    const payment = await this.requestPayment(order);
    await this.store.attachCheckout(payment);
    this.changes.announce(order.orderUuid);
    return payment;
  }

  private async requestPayment(order: Order): Promise<Payment> {
    const page = `${this.config.publicUrl}/orders/${order.orderUuid}`;
    try {
      return await this.payments.createPaymentRequest({
        orderUuid: order.orderUuid,
        totalAmount: order.amount,
        email: order.email,
        productTitle: order.title,
        successUrl: page,
        cancelUrl: `${page}?cancelled`,
        metadata: { sku: order.sku },
      });
    } catch (error) {
      if (!(error instanceof OvgcError)) throw error;
      this.logger.warn(`order ${order.orderUuid} has no payment page: ${error.message}`);
      throw new CheckoutUnavailableException(order.orderUuid, error);
    }
  }
}
