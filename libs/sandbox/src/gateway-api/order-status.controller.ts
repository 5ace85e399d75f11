import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { PaymentStatus } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { GatewayRefusal } from './gateway.refusal.js';

export interface OrderStatus {
  readonly status: true;
  /** The gateway’s id of the payment. */
  readonly transaction_id: string;
  /** The seller’s id of the order. */
  readonly order_uuid: string;
  /** The payment’s status. Only `Paid` is safe to fulfil. */
  readonly payment_status: PaymentStatus;
}

@Controller('backend/api')
@UseGuards(ApiKeyGuard)
export class OrderStatusController {
  constructor(private readonly payments: PaymentsService) {}

  /**
   * Get a payment’s status.
   *
   * The gateway’s documentation mentions this answer but does not print its address; this is the one that integrations
   * use. A seller sees only its own payments. Fulfil orders by the webhook, not by this answer.
   *
   * @param id A transaction id or an order id.
   * @returns The payment’s status.
   * @throws {400} The fault in the header is invalid.
   * @throws {401} The API key in `x-api-key` is missing or invalid.
   * @throws {404} The seller has no such payment.
   * @throws {500} An unexpected error: try again.
   */
  @Get('order-status/:id')
  async find(
    @Param('id') id: string,
    @Res({ passthrough: true }) { locals }: Response<unknown, { sellerId: string }>,
  ): Promise<OrderStatus> {
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
