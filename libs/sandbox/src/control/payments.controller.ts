import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import type { PaymentFilter } from '../payments/payment.filter.js';
import { PaymentSearch } from '../payments/payment.search.js';
import { ControlGuard } from './control.guard.js';

/** `/_sandbox/payments`: every seller's, newest first, and one with all that happened to it. */
@Controller('_sandbox/payments')
@UseGuards(ControlGuard)
export class PaymentsController {
  constructor(private readonly payments: PaymentSearch) {}

  @Get()
  list(@Query() query: PaymentFilter) {
    return this.payments.list(query);
  }

  @Get(':id')
  async read(@Param('id') id: string) {
    const payment = await this.payments.find(id);
    return { ...payment, timeline: await this.payments.timeline(payment) };
  }
}
