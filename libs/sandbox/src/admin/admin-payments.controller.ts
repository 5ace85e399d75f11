import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { PaymentFilter } from '../payments/payment.filter.js';
import { PaymentSearch } from '../payments/payment.search.js';
import { readAdminFields } from './admin.fields.js';
import { AdminGuard } from './admin.guard.js';
import { paymentView, timelineView } from './admin.views.js';

/** `/backend/api/admin/payments`: every seller's, newest first, and one with all that happened to it. */
@Controller('backend/api/admin/payments')
@UseGuards(AdminGuard)
export class AdminPaymentsController {
  constructor(private readonly payments: PaymentSearch) {}

  @Get()
  async list(@Query() query: Readonly<Record<string, unknown>>) {
    const filter = readAdminFields(query, PaymentFilter);
    const { payments, next } = await this.payments.page(filter);
    return { status: true, payments: payments.map(paymentView), next };
  }

  @Get(':id')
  async read(@Param('id') id: string) {
    const payment = await this.payments.find(id);
    const timeline = await this.payments.timeline(payment);
    return { status: true, payment: paymentView(payment), timeline: timeline.map(timelineView) };
  }
}
