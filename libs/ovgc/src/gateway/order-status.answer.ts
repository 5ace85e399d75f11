import type { PaymentStatus } from '../payments/payment.js';
import { statusWord, type StatusWord } from '../payments/payment.wording.js';
import { isObject, parseObject } from './gateway.json.js';

/** What an answer to the order status call means. */
export type OrderStatusAnswer =
  | { readonly kind: 'status'; readonly status: PaymentStatus }
  /** It tells nothing. `retryable`: it may at another time. */
  | { readonly kind: 'untold'; readonly reason: string; readonly retryable: boolean };

const STATUS: Readonly<Record<StatusWord, PaymentStatus>> = {
  succeeded: 'Paid',
  declined: 'Declined',
  expired: 'Expired',
  pending: 'Pending',
};

/**
 * Reads the answer to an order status call. The gateway speaks of one without printing its shape (OVGC API, Payment
 * statuses): integrations find the status under `payment_status` or `status`, at the top or under `data`. What names
 * two statuses, or another transaction than the one asked for, tells nothing. Pure.
 */
export function readOrderStatusAnswer(
  httpStatus: number,
  text: string,
  transactionId: string,
): OrderStatusAnswer {
  if (httpStatus < 200 || httpStatus > 299) {
    const retryable = httpStatus >= 500 || httpStatus === 408 || httpStatus === 429;
    return { kind: 'untold', reason: `HTTP ${httpStatus}`, retryable };
  }
  const body = parseObject(text);
  if (body === null) return untold('its answer is not a JSON object');
  const data = body['data'];
  const holders = [body, ...(isObject(data) ? [data] : [])];
  if (body['status'] === false) return untold('it refused to tell');
  const named = holders.map((holder) => holder['transaction_id']).filter(isSaid);
  if (named.some((id) => id !== transactionId)) return untold('it told of another transaction');
  // `status: true` is the envelope's.
  const words = holders
    .flatMap((holder) => [holder['payment_status'], holder['status']])
    .filter((word) => isSaid(word) && typeof word !== 'boolean')
    .map((word) => statusWord(word));
  const [word] = words;
  if (words.length === 0) return untold('its answer has no status');
  if (word === undefined || words.some((other) => other !== word)) {
    return untold('its answer has no single status that is documented');
  }
  return { kind: 'status', status: STATUS[word] };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function untold(reason: string): OrderStatusAnswer {
  return { kind: 'untold', reason, retryable: false };
}
