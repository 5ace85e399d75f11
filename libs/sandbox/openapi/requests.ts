import { FIRST_PAYMENT, SECOND_PAYMENT } from './scenario.js';
import { sellerRequests } from './seller-requests.js';

/** A request of the reference. What is in braces, such as `{transaction}`, stands for something of the scenario. */
export interface ExampleRequest {
  readonly summary: string;
  /** Values of the path, the query and the headers, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The requests of an operation, by name. */
export type ExampleRequests = Readonly<Record<string, ExampleRequest>>;

const FAULT = 'x-sandbox-fault';
const { api_key: _key, ...withoutKey } = FIRST_PAYMENT;
const login = { email: 'admin@sandbox.test', password: 'sandbox' };
const ofPayment = { id: '{transaction}' };
const ofOpenOrder = { id: SECOND_PAYMENT.order_uuid };
const unknownPayment = { id: 'invoice_0000000000000' };
const serverError = 'A server error, requested by the header';

const payments: Readonly<Record<string, ExampleRequests>> = {
  list: {
    paid: {
      summary: 'Paid payments',
      parameters: { status: 'Paid', search: 'customer@', limit: '10' },
    },
    unknownStatus: { summary: 'An unknown status', parameters: { status: 'paid' } },
  },
  read: {
    paid: { summary: 'A paid payment', parameters: ofPayment },
    notFound: { summary: 'An unknown payment', parameters: unknownPayment },
  },
};

/**
 * The requests of every operation, by operation id; the build records what a sandbox answers. Those of the admin
 * endpoints are sent in the gateway's spelling.
 */
export const exampleRequests: Readonly<Record<string, ExampleRequests>> = {
  'PaymentRequest.create': {
    created: { summary: 'A payment of 25.00', body: FIRST_PAYMENT },
    missingField: { summary: 'The api key field is required.', body: withoutKey },
    unknownKey: {
      summary: 'The selected api key is invalid.',
      body: { ...FIRST_PAYMENT, api_key: 'nobodys_api_key' },
    },
    malformedField: {
      summary: 'The email field must be a valid email address.',
      body: { ...FIRST_PAYMENT, email: 'customer' },
    },
    belowMinimum: {
      summary: 'Below the gateway’s minimum',
      body: { ...FIRST_PAYMENT, total_amount: 0.5 },
    },
    gatewayInactive: { summary: 'The gateway is switched off', body: FIRST_PAYMENT },
    serverError: {
      summary: serverError,
      parameters: { [FAULT]: 'status=500' },
      body: FIRST_PAYMENT,
    },
  },
  'OrderStatus.find': {
    paid: { summary: 'A paid payment', parameters: ofPayment },
    invalidFault: {
      summary: 'An invalid fault',
      parameters: { ...ofPayment, [FAULT]: 'status=200' },
    },
    unauthorized: { summary: 'Without an API key', parameters: ofPayment },
    notFound: { summary: 'An unknown payment', parameters: unknownPayment },
    serverError: { summary: serverError, parameters: { ...ofPayment, [FAULT]: 'status=500' } },
  },
  'Trigger.fire': {
    ofAnOrder: {
      summary: 'Once more for one of your orders',
      body: { event: 'payment.succeeded', order_uuid: FIRST_PAYMENT.order_uuid },
    },
    contradiction: {
      summary: 'A body that contradicts itself and lacks a field',
      body: {
        event: 'payment.succeeded',
        transaction_id: '{transaction}',
        overrides: { success: false },
        omit: ['customer_email'],
      },
    },
    withoutEvent: { summary: 'Without an event', body: {} },
    unknownSeller: {
      summary: 'For an unknown seller',
      body: { event: 'payment.declined', seller_id: 'nobody' },
    },
  },
  'Webhooks.list': {
    ofAPayment: {
      summary: 'The webhooks of a payment',
      parameters: { transaction_id: '{transaction}', limit: '10' },
    },
    invalidLimit: { summary: 'An invalid limit', parameters: { limit: '0' } },
  },
  'Webhooks.resend': {
    resent: { summary: 'A delivered webhook', parameters: { id: '{webhook}' } },
    noEndpoint: { summary: 'Without an address', parameters: { id: '{webhook}' } },
    notFound: { summary: 'An unknown webhook', parameters: { id: 'webhook_gone' } },
  },
  'Clock.show': { realTime: { summary: 'In step with the machine' } },
  'Clock.change': {
    advance: { summary: 'Advance past the checkout’s 30 minutes', body: { advance: '31m' } },
    set: { summary: 'Set a time', body: { set: '2999-01-01T00:00:00.000Z' } },
    freeze: { summary: 'Freeze the clock', body: { freeze: true } },
    invalid: { summary: 'Neither true nor false', body: { freeze: 'now' } },
  },
  'Faults.list': { one: { summary: 'One fault' } },
  'Faults.add': {
    twice: {
      summary: 'Send the next webhook twice',
      body: { target: 'webhook', kind: 'duplicate' },
    },
    lostAnswer: {
      summary: 'Create an order’s payment, but lose the answer',
      body: {
        target: 'api',
        kind: 'lost_answer',
        filter: { orderUuid: FIRST_PAYMENT.order_uuid },
      },
    },
    flaky: {
      summary: 'Answer one call in five with 503, the same ones in each run',
      body: { target: 'api', kind: 'status', status: 503, probability: 0.2, seed: 7 },
    },
    unknownTarget: { summary: 'An unknown target', body: { target: 'shop', kind: 'drop' } },
  },
  'Faults.clear': { cleared: { summary: 'All of them' } },
  'Faults.remove': {
    removed: { summary: 'A fault that is set', parameters: { id: '{fault}' } },
    notFound: { summary: 'An unknown fault', parameters: { id: 'gone' } },
  },
  'Payments.pay': {
    openOrder: { summary: 'By the order, with the default card', parameters: ofOpenOrder },
    openDeclined: {
      summary: 'With a card that is declined',
      parameters: ofOpenOrder,
      body: { card: 'declined' },
    },
    openChallenge: {
      summary: 'With a card that asks for 3-D Secure, which fails',
      parameters: ofOpenOrder,
      body: { card: '4000000000003220', challenge: 'fail' },
    },
    unknownCard: {
      summary: 'With no card that there is',
      parameters: ofOpenOrder,
      body: { card: 'gold' },
    },
    paid: { summary: 'A payment that is paid', parameters: ofPayment },
    notFound: { summary: 'An unknown payment', parameters: unknownPayment },
  },
  'Payments.cancel': {
    openOrder: { summary: 'By the order', parameters: ofOpenOrder },
    paid: { summary: 'A payment that is paid', parameters: ofPayment },
    notFound: { summary: 'An unknown payment', parameters: unknownPayment },
  },
  'Payments.expire': {
    openOrder: { summary: 'By the order', parameters: ofOpenOrder },
    paid: { summary: 'A payment that is paid', parameters: ofPayment },
    notFound: { summary: 'An unknown payment', parameters: unknownPayment },
  },
  'Settings.view': { connected: { summary: 'With an endpoint' } },
  'Settings.change': {
    switchedOff: { summary: 'Switch the gateway off', body: { gatewayActive: false } },
    disconnected: {
      summary: 'Set a minimum amount and no endpoint',
      body: { minimumAmount: 30, webhookUrl: null },
    },
    malformed: { summary: 'Neither true nor false', body: { gatewayActive: 'no' } },
  },
  'Reset.everything': { done: { summary: 'As if it had just been started' } },
  'Health.show': { ready: { summary: 'Ready' } },
  'AdminLogin.login': {
    loggedIn: { summary: 'With the sandbox’s default credentials', body: login },
    missingField: { summary: 'Without a password', body: { email: login.email } },
    unauthorized: { summary: 'With a wrong password', body: { ...login, password: 'guessed' } },
  },
  ...ofController('Payments', payments),
  ...ofController('AdminPayments', payments),
  ...ofController('Sellers', sellerRequests),
  ...ofController('AdminSellers', sellerRequests),
};

function ofController(name: string, requests: Readonly<Record<string, ExampleRequests>>) {
  return Object.fromEntries(
    Object.entries(requests).map(([handler, examples]) => [`${name}.${handler}`, examples]),
  );
}
