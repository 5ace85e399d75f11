import type { Example, Examples } from './example.js';
import { refusedByGateway as refused } from './example.js';
import { IDS, ORIGIN } from './ids.js';

/** The request of the gateway's own documentation (OVGC API, Example request). */
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
const ofPayment = { id: IDS.transaction };
const fault = 'x-sandbox-fault';

function invalid(error: string, body: object): Example {
  return refused(200, error, error, { body });
}

function serverError(parameters: Readonly<Record<string, string>>, body?: object): Example {
  return refused(500, 'A server error, requested by the header', 'Internal server error', {
    parameters: { ...parameters, [fault]: 'status=500' },
    ...(body && { body }),
  });
}

export const gatewayExamples: Examples = {
  'PaymentRequest.create': {
    created: {
      summary: 'A payment of 25.00',
      body: firstPayment,
      answer: {
        status: true,
        transaction_id: IDS.transaction,
        url: `${ORIGIN}/checkout/${IDS.checkout}`,
      },
    },
    missingField: invalid('The api key field is required.', withoutKey),
    unknownKey: invalid('The selected api key is invalid.', {
      ...firstPayment,
      api_key: 'nobodys_api_key',
    }),
    malformedField: invalid('The email field must be a valid email address.', {
      ...firstPayment,
      email: 'customer',
    }),
    belowMinimum: refused(400, 'Below the gateway’s minimum', 'Invalid amount', {
      body: { ...firstPayment, total_amount: 0.5 },
    }),
    gatewayInactive: refused(400, 'The gateway is switched off', 'Payment gateway inactive', {
      body: firstPayment,
    }),
    serverError: serverError({}, firstPayment),
  },
  'OrderStatus.find': {
    paid: {
      summary: 'A paid payment',
      parameters: ofPayment,
      answer: {
        status: true,
        transaction_id: IDS.transaction,
        order_uuid: IDS.order,
        payment_status: 'Paid',
      },
    },
    invalidFault: refused(
      400,
      'An invalid fault',
      `${fault}: "status=200" is no fault: status must be the HTTP status to answer with, from 400 to 599.`,
      { parameters: { ...ofPayment, [fault]: 'status=200' } },
    ),
    unauthorized: refused(401, 'Without an API key', 'Unauthorized', { parameters: ofPayment }),
    notFound: refused(404, 'An unknown payment', 'Payment not found.', {
      parameters: { id: 'invoice_0000000000000' },
    }),
    serverError: serverError(ofPayment),
  },
};
