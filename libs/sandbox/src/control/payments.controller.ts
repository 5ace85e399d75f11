import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Payment } from '../payments/payment.js';
import { PaymentFilter } from '../payments/payment.filter.js';
import { PaymentsService } from '../payments/payments.service.js';
import type { PaymentTimelineEntry } from '../payments/payment.timeline.js';
import { ControlController } from './control-controller.js';
import { PaymentActions, PayRequest } from './payment.actions.js';

/** A payment with everything that happened to it. */
export interface PaymentWithTimeline extends Payment {
  /** Oldest first. */
  readonly timeline: readonly PaymentTimelineEntry[];
}

@ControlController('payments')
export class PaymentsController {
  constructor(
    private readonly actions: PaymentActions,
    private readonly payments: PaymentsService,
  ) {}

  /**
   * List payments.
   *
   * @returns The payments of all sellers, newest first.
   * @throws {400} The query is invalid.
   */
  @Get()
  list(@Query() filter: PaymentFilter): Promise<Payment[]> {
    return this.payments.list(filter);
  }

  /**
   * Get a payment with its timeline.
   *
   * @param id A transaction id or an order id.
   * @returns The payment.
   * @throws {404} There is no such payment.
   */
  @Get(':id')
  async read(@Param('id') id: string): Promise<PaymentWithTimeline> {
    const payment = await this.payments.find(id);
    return { ...payment, timeline: await this.payments.timeline(payment) };
  }

  /**
   * Pay as the customer.
   *
   * Fills in the forms of the checkout page, so that everything happens as in a browser: faults of the checkout, and the
   * webhook, which is sent soon after this answer. A declined card is not an error: the payment says why.
   *
   * @param id A transaction id, an order id or a checkout URL.
   * @returns The payment afterwards.
   * @throws {400} The card is refused, or the payment can no longer be paid.
   * @throws {404} There is no such payment.
   */
  @Post(':id/pay')
  @HttpCode(200)
  pay(@Param('id') id: string, @Body() request?: PayRequest): Promise<Payment> {
    return this.actions.pay(id, request ?? {});
  }

  /**
   * Cancel as the customer.
   *
   * @param id A transaction id, an order id or a checkout URL.
   * @returns The payment, which is Declined and can no longer be paid.
   * @throws {400} The payment could no longer be paid anyway.
   * @throws {404} There is no such payment.
   */
  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param('id') id: string): Promise<Payment> {
    return this.actions.cancel(id);
  }

  /**
   * End a payment’s window now.
   *
   * As if its 30 minutes had passed; the clock stays as it is.
   *
   * @param id A transaction id, an order id or a checkout URL.
   * @returns The payment, which is Expired; one that was declined before stays Declined.
   * @throws {400} The payment can no longer be paid anyway.
   * @throws {404} There is no such payment.
   */
  @Post(':id/expire')
  @HttpCode(200)
  expire(@Param('id') id: string): Promise<Payment> {
    return this.actions.expire(id);
  }
}
