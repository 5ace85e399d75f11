import { Controller, HttpCode, Post } from '@nestjs/common';
import { PaymentsService } from '../payments/payments.service.js';
import { SandboxOptions } from '../sandbox.options.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { Unchecked } from './gateway.body.js';
import { GatewayBody } from './gateway.body.js';
import { GatewayRefusal } from './gateway.refusal.js';
import { readAmount } from './payment.amount.js';
import type { PaymentRequestBody } from './payment-request.body.js';
import { readPaymentRequest } from './payment-request.body.js';

export interface PaymentCreated {
  readonly status: true;
  /** The gateway’s id of the payment. Store it with the order. */
  readonly transaction_id: string;
  /**
   * The checkout page. Send the customer there.
   *
   * @format uri
   */
  readonly url: string;
}

/** Creates payments for sellers (docs/gateway-api.md, Create a payment). */
@Controller('backend/api')
export class PaymentRequestController {
  constructor(
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
    private readonly sellers: SellerRegistry,
  ) {}

  /**
   * Create a payment.
   *
   * Returns the address of a checkout page, where the customer can pay for 30 minutes. Another call with the same
   * `order_uuid` returns the first payment. The first invalid field decides the error.
   *
   * @returns The payment.
   * @throws {200} The field that is missing or invalid.
   * @throws {400} The amount is invalid, or the seller’s gateway is switched off.
   * @throws {500} An unexpected error: try again.
   */
  @Post('payment-request-api')
  @HttpCode(200)
  async create(@GatewayBody() body: Unchecked<PaymentRequestBody>): Promise<PaymentCreated> {
    const { seller, ...request } = readPaymentRequest(body, (key) =>
      this.sellers.authenticate(key),
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
