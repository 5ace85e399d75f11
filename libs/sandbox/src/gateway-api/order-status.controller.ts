import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { PaymentsService } from '../payments/payments.service.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { GatewayRefusal } from './gateway.refusal.js';

/**
 * Tells where a payment stands. The gateway's page speaks of an order-status response without printing the endpoint;
 * this is the one that integrations of it call. It takes an order id as well: the page says of `order_uuid` "use it
 * later to look up status". A seller sees its own payments alone.
 */
@Controller('backend/api')
@UseGuards(ApiKeyGuard)
export class OrderStatusController {
  constructor(private readonly payments: PaymentsService) {}

  @Get('order-status/:id')
  async find(
    @Param('id') id: string,
    @Res({ passthrough: true }) { locals }: Response<unknown, { sellerId: string }>,
  ) {
    const payment =
      (await this.payments.findByTransaction(id, locals.sellerId)) ??
      (await this.payments.findByOrder(id, locals.sellerId));
    if (payment === null) throw new GatewayRefusal(404, 'Payment not found.');
    return {
      status: true,
      transaction_id: payment.transactionId,
      order_uuid: payment.orderUuid,
      payment_status: payment.status,
    };
  }
}
