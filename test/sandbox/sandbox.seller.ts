import type { Sandbox } from 'ovgc-sandbox';

/** The gateway's answer to a create call. */
export interface CreateAnswer {
  readonly status: boolean;
  readonly transaction_id?: string;
  readonly url?: string;
  readonly error?: string;
}

/** A create call that is right in every field. */
export function createBody(sandbox: Sandbox, change: Record<string, unknown> = {}) {
  return {
    api_key: sandbox.apiKey,
    order_uuid: 'ORDER-2026-0001',
    total_amount: 25.0,
    product_title: 'Premium Plan',
    email: 'customer@example.com',
    first_name: 'John',
    last_name: 'Doe',
    success_url: 'https://yoursite.com/success',
    cancel_url: 'https://yoursite.com/cancel',
    ...change,
  };
}

/** Asks the gateway for a payment, as a seller does. */
export async function create(
  sandbox: Sandbox,
  change: Record<string, unknown> = {},
): Promise<{ httpStatus: number; body: CreateAnswer }> {
  const response = await fetch(`${sandbox.apiUrl}/payment-request-api`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(createBody(sandbox, change)),
  });
  return { httpStatus: response.status, body: (await response.json()) as CreateAnswer };
}

/** Asks the gateway for a payment that must come about. */
export async function newPayment(
  sandbox: Sandbox,
  orderUuid = 'ORDER-2026-0001',
): Promise<{ transactionId: string; url: string }> {
  const { body } = await create(sandbox, { order_uuid: orderUuid });
  if (body.transaction_id === undefined || body.url === undefined) {
    throw new Error(`The sandbox refused the payment: ${JSON.stringify(body)}`);
  }
  return { transactionId: body.transaction_id, url: body.url };
}

/** Asks the gateway where a payment stands. */
export async function statusOf(sandbox: Sandbox, transactionId: string): Promise<string> {
  const response = await fetch(`${sandbox.apiUrl}/order-status/${transactionId}`, {
    headers: { 'x-api-key': sandbox.apiKey },
  });
  return ((await response.json()) as { payment_status: string }).payment_status;
}

/** Sends a request to the control API. */
export async function control(
  sandbox: Sandbox,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
