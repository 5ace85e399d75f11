import type { OrderRow } from '../ledger/payments.queries.js';
import { amountAsNumber } from '../payments/payment.amount.js';

/** The package's version. A constant, so that a bundled app needs no package.json at run time. */
const VERSION = '0.1.0';

/** The `User-Agent` of every request to the gateway. */
export const USER_AGENT = `nestjs-ovgc/${VERSION} node/${process.versions.node}`;

/** The columns of an order that the gateway needs to create its payment. */
export type PaymentRequest = Pick<
  OrderRow,
  | 'orderUuid'
  | 'amount'
  | 'email'
  | 'successUrl'
  | 'cancelUrl'
  | 'productTitle'
  | 'firstName'
  | 'lastName'
>;

/** The JSON body of `POST /payment-request-api` (docs/gateway-api.md, Create a payment). */
export function paymentRequestBody(apiKey: string, order: PaymentRequest): string {
  return JSON.stringify({
    api_key: apiKey,
    order_uuid: order.orderUuid,
    total_amount: amountAsNumber(order.amount),
    email: order.email,
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
    product_title: order.productTitle ?? undefined,
    first_name: order.firstName ?? undefined,
    last_name: order.lastName ?? undefined,
  });
}

/**
 * The path of an order status call, below `baseUrl`.
 *
 * @param path the option `orderStatus.path`, with `{transaction_id}` in it
 * @returns null when the id can't be part of a URL: `.` and `..` lead to another folder however they are encoded
 */
export function orderStatusPath(path: string, transactionId: string): string | null {
  if (/^\.{1,2}$/.test(transactionId)) return null;
  return path.replaceAll('{transaction_id}', encodeURIComponent(transactionId));
}
