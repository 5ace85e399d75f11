import { Get, Param, Query } from '@nestjs/common';
import type { Payment } from '../payments/payment.js';
import { PaymentFilter } from '../payments/payment.filter.js';
import { PaymentsService } from '../payments/payments.service.js';
import type { PaymentTimelineEntry } from '../payments/payment.timeline.js';
import { ControlController } from './control-controller.js';

/** A payment with everything that happened to it. */
export interface PaymentWithTimeline extends Payment {
  /** Oldest first. */
  readonly timeline: readonly PaymentTimelineEntry[];
}

@ControlController('payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

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
}
