import type { WebhookEvent } from '../webhooks/webhook.js';

/** A webhook to be sent at once. */
export interface TriggerRequest {
  /** `payment_status` of the webhook; another text than the gateway's own may be tried on an endpoint. */
  readonly event: WebhookEvent | (string & {});
  /** An existing payment's, or a made-up one; one is made up when both ids are left out. */
  readonly transactionId?: string | undefined;
  /** An existing payment's order, instead of its transaction. */
  readonly orderUuid?: string | undefined;
  /** Whose order it is, or whose endpoint a made-up transaction is told to. Default: the payment's, or the default seller. */
  readonly sellerId?: string | undefined;
  /** Fields of the body to set, whatever they then say together; `{"webhook_secret": "wrong"}` for one. */
  readonly overrides?: Readonly<Record<string, unknown>> | undefined;
  /** Fields of the body to leave out. */
  readonly omit?: readonly string[] | undefined;
}

/** What is wrong with a request for a trigger; null when nothing is. It reads what came over the wire. */
export function triggerProblem(request: Readonly<Record<string, unknown>>): string | null {
  const { event, transactionId, orderUuid, sellerId, overrides, omit } = request;
  if (!isName(event)) {
    return 'event must be "payment.succeeded", "payment.declined", or another text to try.';
  }
  if (transactionId !== undefined && !isName(transactionId)) {
    return 'transaction_id must be a text of 255 characters at most.';
  }
  if (orderUuid !== undefined && !isName(orderUuid)) {
    return 'order_uuid must be a text of 255 characters at most.';
  }
  if (transactionId !== undefined && orderUuid !== undefined) {
    return 'Give transaction_id or order_uuid, not both.';
  }
  if (sellerId !== undefined && !isName(sellerId)) {
    return 'seller_id must be the id of a seller; GET /_sandbox/sellers lists them.';
  }
  if (overrides !== undefined && !isObject(overrides)) {
    return 'overrides must be an object, such as {"success": false}.';
  }
  const omits = omit === undefined || (Array.isArray(omit) && omit.every(isName));
  return omits ? null : 'omit must be a list of fields, such as ["webhook_secret"].';
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 255 && !value.includes('\0');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
