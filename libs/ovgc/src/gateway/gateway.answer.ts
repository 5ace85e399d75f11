import type { OvgcRejectionCode } from '../ovgc.errors.js';
import { parseObject } from './gateway.json.js';
import { isTransactionId } from '../payments/payment.js';

/** What an answer to the create call means. */
export type CreateAnswer =
  | { readonly kind: 'created'; readonly transactionId: string; readonly url: string }
  | { readonly kind: 'rejected'; readonly code: OvgcRejectionCode; readonly message: string }
  /** 5xx: the gateway had a problem of its own, and asks to be tried again (OVGC API, Errors); so do 408 and 429. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'unexpected'; readonly reason: string };

/** The statuses that a refusal comes with: any other one, such as 409, doesn't say that there is no payment. */
const REFUSALS: ReadonlySet<number> = new Set([200, 400, 401, 403, 422]);

/** Reads the answer to `POST /payment-request-api` (OVGC API, Create a payment request and Errors). Pure. */
export function readCreateAnswer(httpStatus: number, text: string): CreateAnswer {
  if (httpStatus >= 500 || httpStatus === 408 || httpStatus === 429) return { kind: 'failed' };
  const body = parseObject(text);
  if (body === null) return { kind: 'unexpected', reason: 'it is not a JSON object' };
  if (body['status'] === false && REFUSALS.has(httpStatus)) {
    const error = body['error'];
    const message =
      typeof error === 'string' && error !== '' ? error : 'no reason was given by the gateway';
    return { kind: 'rejected', code: rejectionCode(httpStatus, message), message };
  }
  if (httpStatus < 200 || httpStatus > 299) {
    return { kind: 'unexpected', reason: 'neither a success nor an error of the gateway' };
  }
  if (body['status'] !== true) return { kind: 'unexpected', reason: 'it has no status' };
  return readCreated(body);
}

function readCreated(body: Record<string, unknown>): CreateAnswer {
  const { transaction_id: transactionId, url } = body;
  if (typeof transactionId !== 'string' || !isTransactionId(transactionId)) {
    return { kind: 'unexpected', reason: 'a success without a transaction_id' };
  }
  if (typeof url !== 'string' || !isWebUrl(url)) {
    return { kind: 'unexpected', reason: 'a success without a url to send the customer to' };
  }
  return { kind: 'created', transactionId, url };
}

function rejectionCode(httpStatus: number, message: string): OvgcRejectionCode {
  if (/invalid amount/i.test(message)) return 'invalid_amount';
  if (/gateway inactive/i.test(message)) return 'gateway_inactive';
  if (httpStatus === 401) return 'unauthorized';
  return 'validation_failed';
}

function isWebUrl(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
