import type { OvgcRejectionCode } from '../ovgc.errors.js';
import { holdsSecret } from '../ovgc.secrets.js';
import { statusWord } from '../payments/payment.outcome.js';
import { checkoutUrl, type CheckoutRules } from './checkout.url.js';
import {
  distinct,
  type Fields,
  isId,
  isObject,
  isText,
  namesOtherOrder,
  OTHER_ID,
  placesOf,
  readFields,
  TRANSACTION_ID,
  truthOf,
} from './field.reader.js';
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

/** What an answer to the create call must agree with. */
export interface CreateRules extends CheckoutRules {
  /** The order that was asked for. */
  readonly orderUuid: string;
}

const URL_NAMES = [
  'url',
  'checkout_url',
  'checkoutUrl',
  'payment_url',
  'paymentUrl',
  'redirect_url',
  'redirectUrl',
];

/**
 * Reads the answer to `POST /payment-request-api` (docs/gateway-api.md, Create a payment and Errors). Tolerant of where
 * its fields stand and what they are called, as for a webhook; strict where it contradicts itself. Pure.
 */
export function readCreateAnswer(
  httpStatus: number,
  text: string,
  rules: CreateRules,
): CreateAnswer {
  if (isTemporary(httpStatus)) return { kind: 'temporary' };
  const body = parseObject(text);
  if (body === null) return unexpected('it is not a JSON object');
  const places = placesOf(body);
  if (namesOtherOrder(places, rules.orderUuid)) return unexpected('it is for another order');
  const statuses = readFields(places, ['status']);
  const truths = [...statuses, ...readFields(places, ['success'])].map(truthOf);
  const outcomes = statuses.map((status) => statusWord(status)?.outcome);
  if (statuses.includes(false) && REJECTION_STATUSES.has(httpStatus)) {
    const isSuccess =
      truths.includes(true) ||
      outcomes.includes('succeeded') ||
      readFields(places, [...TRANSACTION_ID, ...URL_NAMES]).some(isText);
    return isSuccess
      ? unexpected('it is a rejection and a success at once')
      : readRejection(httpStatus, places);
  }
  if (httpStatus < 200 || httpStatus > 299) {
    return unexpected('it is neither a success nor an error that the gateway documents');
  }
  // `status: true` says that the call succeeded. Another status beside it is the payment's.
  const isOver = outcomes.some((outcome) => outcome === 'declined' || outcome === 'expired');
  if (!statuses.includes(true) || truths.includes(false) || isOver) {
    return unexpected('its status is not true');
  }
  return readCreated(places, rules);
}

function readRejection(httpStatus: number, places: readonly Fields[]): RejectedAnswer {
  const message = readFields(places, ['error']).find(isText) ?? NO_REASON;
  return { kind: 'rejected', code: rejectionCode(httpStatus, message), message };
}

function readCreated(
  places: readonly Fields[],
  rules: CheckoutRules,
): CreatedAnswer | UnexpectedAnswer {
  const documented = readFields(places, TRANSACTION_ID);
  const [transactionId, otherId] = distinct([
    ...documented.filter(isId),
    ...readFields(places, OTHER_ID).filter(isId),
  ]);
  if (transactionId === undefined || !documented.every(isId)) {
    return unexpected('it is a success without a valid transaction_id');
  }
  if (otherId !== undefined) return unexpected('it names two transactions');
  // It stands in rows, events and log lines, where no secret may be.
  if (holdsSecret(transactionId, rules.secrets)) {
    return unexpected('its transaction_id contains a secret of the account');
  }
  return readUrl(readFields(places, URL_NAMES), transactionId, rules);
}

function readUrl(
  given: readonly unknown[],
  transactionId: string,
  rules: CheckoutRules,
): CreatedAnswer | UnexpectedAnswer {
  const urls = new Set<string>();
  for (const checked of given.map((each) => checkoutUrl(each, rules))) {
    if (checked.kind === 'unusable') return unexpected(`its checkout url ${checked.reason}`);
    urls.add(checked.url);
  }
  const [url, other] = urls;
  if (url === undefined) return unexpected('it is a success without a url for the checkout page');
  if (other !== undefined) return unexpected('it names two checkout urls');
  return { kind: 'created', transactionId, url };
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
export function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
