import { FAULT_HEADER } from '../../faults/fault.text.js';
import { OrderStatusController } from '../../gateway-api/order-status.controller.js';
import { PaymentRequestController } from '../../gateway-api/payment-request.controller.js';
import { IDS, ORIGIN } from '../examples/ids.js';
import type { Example, Parameter } from '../operation.js';
import { describeRoutes } from '../operation.js';
import { component, text } from '../schemas/schema.js';

/** The seed's own request: OVGC API, Example request. */
export const firstPayment = {
  api_key: 'sandbox_api_key',
  order_uuid: IDS.order,
  total_amount: 25,
  product_title: 'Premium Plan',
  email: 'customer@example.com',
  first_name: 'John',
  last_name: 'Doe',
  success_url: 'https://yoursite.com/success',
  cancel_url: 'https://yoursite.com/cancel',
};

const { api_key: _key, ...withoutKey } = firstPayment;

const faultParameter: Parameter = {
  in: 'header',
  schema: text(
    'A fault for this call, such as `lost_answer`, `status=503`, `delay=2s`; or for what comes later of its payment, such as `webhook.duplicate`.',
  ),
};

const badRequest = {
  description: 'The gateway’s class of problem: 400.',
  schema: component('GatewayError'),
};
const serverError = { description: 'Unexpected: ask again.', schema: component('GatewayError') };

function refused(
  status: number,
  error: string,
  request: Partial<Example>,
  summary = error,
): Example {
  return { ...request, summary, status, answer: { status: false, error } };
}

export const paymentRequestOperations = describeRoutes(PaymentRequestController, 'Gateway', {
  create: {
    summary: 'Create a payment',
    description:
      'Answers with the address of a checkout page, where the customer can pay for 30 minutes. Asking again with the same `order_uuid` answers with the first payment. The first field that is wrong decides the error.',
    parameters: { [FAULT_HEADER]: faultParameter },
    body: { schema: component('PaymentRequest'), required: true },
    answers: {
      200: {
        description:
          'The payment; or, with `status: false`, the field that is missing or malformed.',
        schema: { oneOf: [component('PaymentCreated'), component('GatewayError')] },
      },
      400: badRequest,
      500: serverError,
    },
    examples: {
      created: {
        summary: 'A payment of 25.00',
        body: firstPayment,
        status: 200,
        answer: {
          status: true,
          transaction_id: IDS.transaction,
          url: `${ORIGIN}/checkout/${IDS.checkout}`,
        },
      },
      missingField: refused(200, 'The api key field is required.', { body: withoutKey }),
      unknownKey: refused(200, 'The selected api key is invalid.', {
        body: { ...firstPayment, api_key: 'nobodys_api_key' },
      }),
      malformedField: refused(200, 'The email field must be a valid email address.', {
        body: { ...firstPayment, email: 'customer' },
      }),
      belowMinimum: refused(
        400,
        'Invalid amount',
        { body: { ...firstPayment, total_amount: 0.5 } },
        'Below the gateway’s minimum',
      ),
      gatewayInactive: refused(
        400,
        'Payment gateway inactive',
        { body: firstPayment },
        'The seller’s gateway is switched off',
      ),
      serverError: refused(
        500,
        'Internal server error',
        { body: firstPayment, parameters: { [FAULT_HEADER]: 'status=500' } },
        'A server error, asked for by the header',
      ),
    },
  },
});

export const orderStatusOperations = describeRoutes(OrderStatusController, 'Gateway', {
  find: {
    summary: 'Where a payment stands',
    description:
      'The gateway’s page speaks of this answer without printing the address; this is the one that integrations of it call. A seller sees its own payments alone. Fulfil orders by the webhook, not by this.',
    security: [{ apiKey: [] }],
    parameters: {
      id: { in: 'path', schema: text('A transaction id; an order id works, too.') },
      [FAULT_HEADER]: faultParameter,
    },
    answers: {
      200: { description: 'Where it stands.', schema: component('OrderStatus') },
      400: badRequest,
      401: { description: 'No valid API key in `x-api-key`.', schema: component('GatewayError') },
      404: { description: 'No payment of this seller.', schema: component('GatewayError') },
      500: serverError,
    },
    examples: {
      paid: {
        summary: 'A paid payment',
        parameters: { id: IDS.transaction },
        status: 200,
        answer: {
          status: true,
          transaction_id: IDS.transaction,
          order_uuid: IDS.order,
          payment_status: 'Paid',
        },
      },
      unreadableFault: {
        summary: 'A fault that there is not',
        parameters: { id: IDS.transaction, [FAULT_HEADER]: 'status=200' },
        status: 400,
        answer: {
          status: false,
          error: `${FAULT_HEADER}: "status=200" is not a fault: status must be the HTTP status to answer with, from 400 to 599.`,
        },
      },
      unauthorized: refused(401, 'Unauthorized', { parameters: { id: IDS.transaction } }),
      notFound: refused(404, 'Payment not found.', { parameters: { id: 'invoice_0000000000000' } }),
      serverError: refused(
        500,
        'Internal server error',
        { parameters: { id: IDS.transaction, [FAULT_HEADER]: 'status=500' } },
        'A server error, asked for by the header',
      ),
    },
  },
});
