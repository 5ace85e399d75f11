import Big from 'big.js';
import type { PaymentRequest } from '../payments/payment.js';
import { GatewayRefusal } from './gateway.refusal.js';
import { isEmail, isUrl } from './payment-request.formats.js';

/** What a valid body asks for. The amount is exact, and not yet held against the gateway's limits. */
export type ReadPaymentRequest<Seller> = Omit<PaymentRequest, 'sellerId' | 'amount'> & {
  /** Who asks for it. */
  readonly seller: Seller;
  readonly amount: Big;
};

type Body = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 255;
const LONGEST_URL = 2_048;

/**
 * Reads the body of a create call, in the order of the gateway's own table; the first field that is wrong decides
 * (OVGC API, Request parameters). The words of the errors are the gateway's where they are published, and those of its
 * framework's rules `required`, `string`, `numeric`, `email`, `url` and `max` where not.
 *
 * @param sellerOf tells whose valid API key it is, null when it is nobody's.
 * @throws {GatewayRefusal} with HTTP status 200, as the gateway answers a failed validation.
 */
export function readPaymentRequest<Seller>(
  body: Body,
  sellerOf: (apiKey: string) => Seller | null,
): ReadPaymentRequest<Seller> {
  const seller = sellerOf(requiredText(body, 'api_key'));
  if (seller === null) throw refusal('The selected api key is invalid.');
  return {
    seller,
    orderUuid: requiredText(body, 'order_uuid'),
    amount: requiredNumber(body, 'total_amount'),
    email: requiredFormat(body, 'email', isEmail, 'email address'),
    successUrl: requiredFormat(body, 'success_url', isUrl, 'URL'),
    cancelUrl: requiredFormat(body, 'cancel_url', isUrl, 'URL'),
    productTitle: optionalText(body, 'product_title'),
    firstName: optionalText(body, 'first_name'),
    lastName: optionalText(body, 'last_name'),
  };
}

function requiredText(body: Body, field: string): string {
  const text = optionalText(body, field);
  if (text === null) throw refusal(`The ${nameOf(field)} field is required.`);
  return text;
}

/** Empty is the same as missing, and the spaces around a text do not count, as in the gateway's framework. */
function optionalText(body: Body, field: string): string | null {
  const value = valueOf(body, field);
  if (value === null) return null;
  const name = nameOf(field);
  if (typeof value !== 'string') throw refusal(`The ${name} field must be a string.`);
  if (value.includes('\0')) throw refusal(`The ${name} field format is invalid.`);
  const longest = field.endsWith('_url') ? LONGEST_URL : LONGEST_TEXT;
  if (value.length <= longest) return value;
  throw refusal(`The ${name} field must not be greater than ${longest} characters.`);
}

/** A number, or a text that is one: the framework's rule `numeric` takes both. */
function requiredNumber(body: Body, field: string): Big {
  const value = valueOf(body, field);
  if (value === null) throw refusal(`The ${nameOf(field)} field is required.`);
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) {
    return new Big(text.replace(/^\+/, '').replace(/\.(?=e|$)/i, ''));
  }
  throw refusal(`The ${nameOf(field)} field must be a number.`);
}

function requiredFormat(
  body: Body,
  field: string,
  isRight: (text: string) => boolean,
  what: string,
): string {
  const text = requiredText(body, field);
  if (isRight(text)) return text;
  throw refusal(`The ${nameOf(field)} field must be a valid ${what}.`);
}

function valueOf(body: Body, field: string): unknown {
  const value = Object.hasOwn(body, field) ? (body[field] ?? null) : null;
  const trimmed = typeof value === 'string' ? value.trim() : value;
  const isEmpty = trimmed === '' || (Array.isArray(trimmed) && trimmed.length === 0);
  return isEmpty ? null : trimmed;
}

function nameOf(field: string): string {
  return field.replaceAll('_', ' ');
}

function refusal(message: string): GatewayRefusal {
  return new GatewayRefusal(200, message);
}
