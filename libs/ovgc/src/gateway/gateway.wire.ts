import { amountAsNumber } from '../payments/payment.amount.js';

/** What the gateway is asked for, in the module's own names. */
export interface PaymentRequest {
  readonly orderUuid: string;
  /** Exact decimal in major units, with two places. */
  readonly amount: string;
  readonly email: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly productTitle: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** The body of `POST /payment-request-api` (OVGC API, Create a payment request). */
export function paymentRequestBody(apiKey: string, request: PaymentRequest): string {
  return JSON.stringify({
    api_key: apiKey,
    order_uuid: request.orderUuid,
    total_amount: amountAsNumber(request.amount),
    email: request.email,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    product_title: request.productTitle ?? undefined,
    first_name: request.firstName ?? undefined,
    last_name: request.lastName ?? undefined,
  });
}
