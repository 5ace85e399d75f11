import type { OvgcRejectionCode } from '../ovgc.errors.js';
import { holdsSecret } from '../ovgc.secrets.js';
import { isTransactionId } from '../payments/payment.js';
import { checkoutUrl, type CheckoutRules } from './checkout.url.js';
import { isTemporary } from './gateway.failure.js';

/** The gateway created the payment, now or in an earlier call for the same order. */
export interface CreatedAnswer {
  readonly kind: 'created';
  readonly transactionId: string;
  readonly url: string;
}

/** The gateway said no: there is no payment. */
export interface RejectedAnswer {
  readonly kind: 'rejected';
  readonly code: OvgcRejectionCode;
  readonly message: string;
}

/** The answer is not one that the gateway documents. */
export interface UnexpectedAnswer {
  readonly kind: 'unexpected';
  readonly reason: string;
}

/** What an answer to the create call means; `temporary`: a 408, a 429 or a 5xx, whatever its body says. */
export type CreateAnswer =
  CreatedAnswer | RejectedAnswer | UnexpectedAnswer | { readonly kind: 'temporary' };

/** What stands for the gateway's text where it gave none. */
export const NO_REASON = 'no reason given';

/** The HTTP statuses of a rejection. Others, such as 409, don't say that there is no payment. */
const REJECTION_STATUSES: ReadonlySet<number> = new Set([200, 400, 401, 403, 422]);

/** Reads the answer to `POST /payment-request-api` (docs/gateway-api.md, Create a payment and Errors). Pure. */
export function readCreateAnswer(
  httpStatus: number,
  text: string,
  rules: CheckoutRules,
): CreateAnswer {
  if (isTemporary(httpStatus)) return { kind: 'temporary' };
  const body = parseObject(text);
  if (body === null) return unexpected('it is not a JSON object');
  if (body['status'] === false && REJECTION_STATUSES.has(httpStatus)) {
    const error = body['error'];
    const message = typeof error === 'string' && error !== '' ? error : NO_REASON;
    return { kind: 'rejected', code: rejectionCode(httpStatus, message), message };
  }
  if (httpStatus < 200 || httpStatus > 299) {
    return unexpected('it is neither a success nor an error that the gateway documents');
  }
  if (body['status'] !== true) return unexpected('its status is not true');
  return readCreated(body, rules);
}

function readCreated(
  body: Record<string, unknown>,
  rules: CheckoutRules,
): CreatedAnswer | UnexpectedAnswer {
  const { transaction_id: transactionId, url: given } = body;
  if (typeof transactionId !== 'string' || !isTransactionId(transactionId)) {
    return unexpected('it is a success without a valid transaction_id');
  }
  // It stands in rows, events and log lines, where no secret may be.
  if (holdsSecret(transactionId, rules.secrets)) {
    return unexpected('its transaction_id contains a secret of the account');
  }
  if (given === undefined) return unexpected('it is a success without a url for the checkout page');
  const checked = checkoutUrl(given, rules);
  if (checked.kind === 'unusable') return unexpected(`its checkout url ${checked.reason}`);
  return { kind: 'created', transactionId, url: checked.url };
}

function rejectionCode(httpStatus: number, message: string): OvgcRejectionCode {
  if (/invalid amount/i.test(message)) return 'invalid_amount';
  if (/gateway inactive/i.test(message)) return 'gateway_inactive';
  if (httpStatus === 401) return 'unauthorized';
  return 'validation_failed';
}

function unexpected(reason: string): UnexpectedAnswer {
  return { kind: 'unexpected', reason };
}

/** Parses a JSON object; null when the text is anything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a JSON value is an object, and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
