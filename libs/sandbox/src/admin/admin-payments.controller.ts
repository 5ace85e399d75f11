import { Get, Param, Query } from '@nestjs/common';
import { PaymentFilter } from '../payments/payment.filter.js';
import { PaymentsService } from '../payments/payments.service.js';
import { AdminController } from './admin-controller.js';
import type { AdminPayment, AdminTimelineEntry } from './admin.views.js';
import { paymentView, timelineView } from './admin.views.js';

@AdminController('payments')
export class AdminPaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  /**
   * List payments.
   *
   * @returns The payments of all sellers, newest first.
   * @throws {200} What is invalid in the query.
   */
  @Get()
  async list(@Query() filter: PaymentFilter): Promise<{
    readonly payments: readonly AdminPayment[];
    /** The `after` of the next page; null on the last one. */
    readonly next: string | null;
  }> {
    const { payments, next } = await this.payments.page(filter);
    return { payments: payments.map(paymentView), next };
  }

  /**
   * Get a payment with its timeline.
   *
   * @param id A transaction id or an order id.
   * @returns The payment.
   * @throws {404} There is no such payment.
   */
  @Get(':id')
  async read(@Param('id') id: string): Promise<{
    readonly payment: AdminPayment;
    /** Oldest first. */
    readonly timeline: readonly AdminTimelineEntry[];
  }> {
    const payment = await this.payments.find(id);
    const timeline = await this.payments.timeline(payment);
    return { payment: paymentView(payment), timeline: timeline.map(timelineView) };
  }
}
