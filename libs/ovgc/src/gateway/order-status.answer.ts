import type { PaymentStatus } from '../payments/payment.js';
import { type StatedOutcome, statusWord } from '../payments/payment.outcome.js';
import { isObject, parseObject } from './gateway.json.js';

/** What an answer to the order status call means. */
export type OrderStatusAnswer =
  | { readonly kind: 'status'; readonly status: PaymentStatus }
  /** It tells nothing. `retryable`: it may at another time. */
  | { readonly kind: 'untold'; readonly reason: string; readonly retryable: boolean };

const STATUS: Readonly<Record<StatedOutcome, PaymentStatus>> = {
  succeeded: 'Paid',
  declined: 'Declined',
  expired: 'Expired',
  pending: 'Pending',
};

/**
 * Reads the answer to an order status call. The gateway speaks of one without printing its shape (OVGC API, Payment
 * statuses): integrations find the status under `payment_status` or `status`, at the top or under `data`. What names
 * two statuses, or another transaction than the one asked for, or calls a success none, tells nothing. Pure.
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
  if (said(holders, ['status']).some(isNo)) return untold('it refused to tell');
  const named = said(holders, ['transaction_id', 'transactionId']);
  if (named.some((id) => id !== transactionId)) return untold('it told of another transaction');
  const words = said(holders, ['payment_status', 'paymentStatus', 'status'])
    // `status: true` is the envelope's.
    .filter((word) => word !== true)
    .map(documentedOutcome);
  const [word] = words;
  if (words.length === 0) return untold('its answer has no status');
  if (word === undefined || words.some((other) => other !== word)) {
    return untold('its answer has no single status that is documented');
  }
  // Of a decline it may be said as in a webhook; where it is said of a success, one of the two is wrong.
  if (word === 'succeeded' && said(holders, ['success']).some(isNo)) {
    return untold('it says Paid, and that it is no success');
  }
  return { kind: 'status', status: STATUS[word] };
}

function documentedOutcome(value: unknown): StatedOutcome | undefined {
  const word = statusWord(value);
  return word?.documented ? word.outcome : undefined;
}

/** What stands under any of some names, at any of the places. */
function said(
  holders: readonly Record<string, unknown>[],
  names: readonly string[],
): readonly unknown[] {
  return holders
    .flatMap((holder) => names.map((name) => holder[name]))
    .filter((value) => value !== undefined && value !== null);
}

function isNo(value: unknown): boolean {
  return value === false || value === 'false';
}

function untold(reason: string): OrderStatusAnswer {
  return { kind: 'untold', reason, retryable: false };
}
