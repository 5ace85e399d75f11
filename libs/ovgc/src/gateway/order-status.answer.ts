import type { PaymentStatus } from '../payments/payment.js';
import { type StatedOutcome, statusWord } from '../payments/payment.outcome.js';
import {
  isId,
  namesOtherOrder,
  OTHER_ID,
  placesOf,
  readFields,
  TRANSACTION_ID,
  truthOf,
} from './field.reader.js';
import { parseObject } from './gateway.answer.js';
import { isTemporary } from './gateway.failure.js';

/** The payment that the gateway is asked about. */
export interface AskedPayment {
  readonly transactionId: string;
  readonly orderUuid: string;
}

/** What an answer to the order status call means. */
export type OrderStatusAnswer =
  | { readonly kind: 'status'; readonly status: PaymentStatus }
  /** The answer has no status that can be relied on. `retryable`: a later answer may have one. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly retryable: boolean };

const STATUS: Readonly<Record<StatedOutcome, PaymentStatus>> = {
  succeeded: 'Paid',
  declined: 'Declined',
  expired: 'Expired',
  pending: 'Pending',
};

/**
 * Reads the answer to an order status call. The gateway mentions the call without documenting its answer
 * (docs/gateway-api.md, Order status): integrations find the status under `payment_status` or `status`, at the top level
 * or under `data`. The status is unknown when the answer names two statuses, another transaction or another
 * order, or when it says `Paid` and `success: false`. Pure.
 */
export function readOrderStatusAnswer(
  httpStatus: number,
  text: string,
  { transactionId, orderUuid }: AskedPayment,
): OrderStatusAnswer {
  if (httpStatus < 200 || httpStatus > 299) {
    return { kind: 'unknown', reason: `HTTP ${httpStatus}`, retryable: isTemporary(httpStatus) };
  }
  const body = parseObject(text);
  if (body === null) return unknown('its answer is not a JSON object');
  const places = placesOf(body);
  if (readFields(places, ['status']).some(isFalse)) return unknown('it refused to answer');
  // Under a name that other things have as well, only what can be an id counts.
  const named = [
    ...readFields(places, TRANSACTION_ID),
    ...readFields(places, OTHER_ID).filter(isId),
  ];
  if (named.some((id) => id !== transactionId))
    return unknown('it answered for another transaction');
  if (namesOtherOrder(places, orderUuid)) return unknown('it answered for another order');
  const words = readFields(places, ['payment_status', 'paymentStatus', 'status'])
    // `status: true` says that the call succeeded, not the payment.
    .filter((word) => truthOf(word) !== true)
    .map(documentedOutcome);
  const [word] = words;
  if (words.length === 0) return unknown('its answer has no status');
  if (word === undefined || words.some((other) => other !== word)) {
    return unknown('its answer has no single status that is documented');
  }
  // A webhook of a decline has `success: false`, too; beside a success, one of the two is wrong.
  if (word === 'succeeded' && readFields(places, ['success']).some(isFalse)) {
    return unknown('it says Paid and success: false');
  }
  return { kind: 'status', status: STATUS[word] };
}

function documentedOutcome(value: unknown): StatedOutcome | undefined {
  const word = statusWord(value);
  return word?.documented ? word.outcome : undefined;
}

function isFalse(value: unknown): boolean {
  return truthOf(value) === false;
}

function unknown(reason: string): OrderStatusAnswer {
  return { kind: 'unknown', reason, retryable: false };
}
