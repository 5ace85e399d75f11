import type { WebhookEvent } from './webhook.js';

/** Replaces the secret in the log and in the database: the text of the gateway's own example. */
export const SECRET_PLACEHOLDER = '<your webhook signing secret>';

/** The body of a webhook: the same fields for all events, in the gateway's order (docs/gateway-api.md, Webhooks). */
export type WebhookBody<Event extends string = WebhookEvent> = {
  /** The endpoint’s secret. Compare it before you trust any other field. */
  readonly webhook_secret: string;
  /** True when the payment succeeded. */
  readonly success: boolean;
  /** The gateway’s id of the payment. */
  readonly transaction_id: string;
  /**
   * The address that the customer paid with.
   *
   * @format email
   */
  readonly customer_email: string;
  /** `payment.succeeded`: safe to fulfil. `payment.declined`: declined, failed or expired. */
  readonly payment_status: Event;
};

/** The body of a webhook. */
export function webhookBody<Event extends string>(
  event: Event,
  transactionId: string,
  email: string,
): WebhookBody<Event> {
  return {
    webhook_secret: SECRET_PLACEHOLDER,
    success: event === 'payment.succeeded',
    transaction_id: transactionId,
    customer_email: email,
    payment_status: event,
  };
}

/** The JSON to store: the placeholder replaces the secret wherever it occurs in the body. */
export function storedBody(body: Readonly<Record<string, unknown>>, secret: string): string {
  return JSON.stringify(
    mapTexts(body, (text) => text.replaceAll(secret, () => SECRET_PLACEHOLDER)),
  );
}

/** The bytes to send: those of the stored body, with the secret back in place. The same stored body gives the same bytes. */
export function sentBody(stored: string, secret: string): Buffer {
  const body = mapTexts(JSON.parse(stored), (text) =>
    text.replaceAll(SECRET_PLACEHOLDER, () => secret),
  );
  return Buffer.from(JSON.stringify(body));
}

/** The part of an endpoint's answer to store, without the secret: the endpoint may echo its request. */
export function storedAnswer(answer: string, secret: string): string {
  const quoted = JSON.stringify(secret).slice(1, -1);
  return answer
    .replaceAll(quoted, () => SECRET_PLACEHOLDER)
    .replaceAll(secret, () => SECRET_PLACEHOLDER)
    .slice(0, 1_000);
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]),
  );
}
