import axios from 'axios';
import type { Sandbox } from '../src/sandbox.js';

/** The request of the gateway's own documentation (docs/gateway-api.md, Create a payment). */
export const FIRST_PAYMENT = {
  api_key: 'sandbox_api_key',
  order_uuid: 'ORDER-2026-0001',
  total_amount: 25,
  product_title: 'Premium Plan',
  email: 'customer@example.com',
  first_name: 'John',
  last_name: 'Doe',
  success_url: 'https://yoursite.com/success',
  cancel_url: 'https://yoursite.com/cancel',
};

/** A payment that is open, in the examples that need one. */
export const SECOND_PAYMENT = { ...FIRST_PAYMENT, order_uuid: 'ORDER-2026-0002' };

/** What the examples are about: the ids of a payment, its webhook, a seller, its API key and a fault. */
export type ScenarioIds = Readonly<
  Record<'transaction' | 'webhook' | 'seller' | 'apiKey' | 'fault', string>
>;

/** What must be the case before an example is sent, by the example's name. */
const ARRANGEMENTS: Readonly<Record<string, (sandbox: Sandbox, ids: ScenarioIds) => unknown>> = {
  openOrder: addOpenPayment,
  openDeclined: addOpenPayment,
  openChallenge: addOpenPayment,
  unknownCard: addOpenPayment,
  gatewayInactive: (sandbox) => sandbox.setGatewayActive(false),
  noEndpoint: (sandbox) => sandbox.setWebhookUrl(null),
  revoked: (sandbox, { seller, apiKey }) => sandbox.sellers.revokeKey(seller, apiKey),
};

function addOpenPayment(sandbox: Sandbox): Promise<unknown> {
  return axios.post(`${sandbox.apiUrl}/payment-request-api`, SECOND_PAYMENT);
}

/**
 * Resets a sandbox and makes what an example is about.
 *
 * @param wait lets time pass between two events.
 */
export async function arrange(
  sandbox: Sandbox,
  webhookUrl: string,
  example: string,
  wait: () => void = () => {},
): Promise<ScenarioIds> {
  await sandbox.reset();
  sandbox.setWebhookUrl(webhookUrl);
  const books = { name: 'Books', minimumAmount: '5.00', webhookUrl };
  const { id, apiKeys } = await sandbox.sellers.create(books);
  wait();
  await axios.post(`${sandbox.apiUrl}/payment-request-api`, FIRST_PAYMENT);
  wait();
  await sandbox.pay(FIRST_PAYMENT.order_uuid);
  await sandbox.idle();
  const [webhook] = await sandbox.webhooks();
  const fault = sandbox.faults.add({ target: 'webhook', kind: 'duplicate' });
  const ids = {
    transaction: webhook?.transactionId ?? '',
    webhook: webhook?.id ?? '',
    seller: id,
    apiKey: apiKeys[0]?.id ?? '',
    fault: fault.id,
  };
  await ARRANGEMENTS[example]?.(sandbox, ids);
  return ids;
}

/** A call of the sandbox, ready to be sent. */
export interface Call {
  readonly method: string;
  /** With its parameters in braces, such as `/backend/api/order-status/{id}`. */
  readonly path: string;
  /** What its caller has to prove: `apiKey`, `admin`, or nothing. */
  readonly security?: string | undefined;
  /** Values of the path, the headers and the query, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  /** Undefined where there is none. */
  readonly body: unknown;
}

/** Sends an example's call as a caller who may send it, unless the example is about one who may not. */
export async function send(sandbox: Sandbox, example: string, call: Call): Promise<Answer> {
  const parameters = Object.entries(call.parameters ?? {});
  const inPath = (name: string) => call.path.includes(`{${name}}`);
  const path = parameters.reduce(
    (sofar, [name, value]) => sofar.replace(`{${name}}`, encodeURIComponent(value)),
    call.path,
  );
  const others = parameters.filter(([name]) => !inPath(name));
  const isHeader = ([name]: readonly [string, string]) => name.startsWith('x-');
  const response = await axios.request<unknown>({
    method: call.method,
    url: sandbox.url + path,
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(others.filter(isHeader)),
      ...(example !== 'unauthorized' && (await credentials(sandbox, call.security))),
      ...(example === 'anotherSite' && { origin: 'https://evil.example' }),
    },
    params: Object.fromEntries(others.filter((parameter) => !isHeader(parameter))),
    data: call.body,
    validateStatus: () => true,
  });
  return { status: response.status, body: response.data === '' ? undefined : response.data };
}

async function credentials(sandbox: Sandbox, security?: string): Promise<Record<string, string>> {
  if (security === 'apiKey') return { 'x-api-key': sandbox.apiKey };
  if (security !== 'admin') return {};
  const { adminEmail: email, adminPassword: password } = sandbox;
  const login = { email, password };
  const { data } = await axios.post<{ token: string }>(`${sandbox.apiUrl}/admin/login`, login);
  return { authorization: `Bearer ${data.token}` };
}
