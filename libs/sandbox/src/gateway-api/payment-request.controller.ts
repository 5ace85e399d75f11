import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { PaymentsService } from '../payments/payments.service.js';
import { SandboxOptions } from '../sandbox.options.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { readGatewayBody } from './gateway.body.js';
import { GatewayRefusal } from './gateway.refusal.js';
import { readAmount } from './payment.amount.js';
import { readPaymentRequest } from './payment-request.body.js';

/** Creates payments for sellers (OVGC API, Create a payment request). */
@Controller('backend/api')
export class PaymentRequestController {
  constructor(
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
    private readonly sellers: SellerRegistry,
  ) {}

  @Post('payment-request-api')
  @HttpCode(200)
  async create(@Body() body: unknown, @Headers('content-type') contentType: string | undefined) {
    const { seller, ...request } = readPaymentRequest(
      readGatewayBody(body, contentType),
      (apiKey) => this.sellers.authenticate(apiKey),
    );
    if (!seller.gatewayActive) throw new GatewayRefusal(400, 'Payment gateway inactive');
    const amount = readAmount(request.amount, seller.minimumAmount);
    if (amount === null) throw new GatewayRefusal(400, 'Invalid amount');
    const payment = await this.payments.create({ ...request, sellerId: seller.id, amount });
    return {
      status: true,
      transaction_id: payment.transactionId,
      url: `${this.options.publicUrl}/checkout/${payment.checkoutId}`,
    };
  }
}
