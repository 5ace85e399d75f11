import Big from 'big.js';
import type { PaymentRequest } from '../payments/payment.js';
import { check, fieldsOf } from '../validation/checked.js';
import { characters } from '../validation/characters.js';
import type { Fields } from '../validation/fields.js';
import { Optional, Satisfies } from '../validation/rules.js';
import type { Unchecked } from './gateway.body.js';
import { GatewayRefusal } from './gateway.refusal.js';
import { parseWebUrl } from '../validation/web.url.js';

/** The fields of a create call, in the gateway's own order (docs/gateway-api.md, Create a payment). */
export class PaymentRequestBody {
  /** The seller’s API key. */
  @IsGatewayText(255)
  readonly api_key!: string;

  /** The seller’s unique id of the order. */
  @IsGatewayText(255)
  readonly order_uuid!: string;

  /** In major units, with two decimals at most: 25.00 is $25.00. */
  @IsGatewayNumber()
  readonly total_amount!: number;

  /**
   * The customer’s email address.
   *
   * @format email
   */
  @IsGatewayText(255, 'email address', isEmail)
  readonly email!: string;

  /** Where the customer is sent after paying. */
  @IsGatewayText(2_048, 'URL', isUrl)
  readonly success_url!: string;

  /** Where the customer is sent after cancelling or a decline. */
  @IsGatewayText(2_048, 'URL', isUrl)
  readonly cancel_url!: string;

  /** Shown on the checkout page. */
  @Optional()
  @IsGatewayText(255)
  readonly product_title?: string;

  /** The customer’s first name. */
  @Optional()
  @IsGatewayText(255)
  readonly first_name?: string;

  /** The customer’s last name. */
  @Optional()
  @IsGatewayText(255)
  readonly last_name?: string;
}

/** What a valid body asks for. The amount is exact, and not yet checked against the gateway's limits. */
export type ReadPaymentRequest<Seller> = Omit<PaymentRequest, 'sellerId' | 'amount'> & {
  readonly seller: Seller;
  readonly amount: Big;
};

/**
 * Reads the body of a create call. The first invalid field decides the error. The errors are the gateway's where it
 * documents them, and those of its framework's rules `required`, `string`, `numeric`, `email`, `url` and `max` where it
 * does not.
 *
 * @param sellerOf finds the seller of a valid API key; null when there is none.
 * @throws {GatewayRefusal} with HTTP status 200, as the gateway answers a failed validation.
 */
export function readPaymentRequest<Seller>(
  fields: Unchecked<PaymentRequestBody>,
  sellerOf: (apiKey: string) => Seller | null,
): ReadPaymentRequest<Seller> {
  const given = withoutEmpty(fields);
  const result = check(PaymentRequestBody, given);
  const isKeyInvalid = result.kind === 'invalid' && result.path === 'api_key';
  if (isKeyInvalid) throw new GatewayRefusal(200, result.problem);
  const seller = sellerOf(String(given['api_key']));
  if (seller === null) throw new GatewayRefusal(200, 'The selected api key is invalid.');
  if (result.kind === 'invalid') throw new GatewayRefusal(200, result.problem);
  const { value: body } = result;
  return {
    seller,
    orderUuid: body.order_uuid,
    amount: exactNumber(body.total_amount) ?? new Big(0),
    email: body.email,
    successUrl: body.success_url,
    cancelUrl: body.cancel_url,
    productTitle: body.product_title ?? null,
    firstName: body.first_name ?? null,
    lastName: body.last_name ?? null,
  };
}

/** As in the gateway's framework: empty fields count as missing, and the spaces around a text do not count. */
function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(
    fieldsOf(PaymentRequestBody)
      .filter((name) => Object.hasOwn(fields, name))
      .map((name) => [name, fields[name]] as const)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(
        ([, value]) =>
          value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
      ),
  );
}

/** A text of limited length, counted in characters, with a format if one is given. */
function IsGatewayText(
  longest: number,
  format?: string,
  isRight: (text: string) => boolean = () => true,
): PropertyDecorator {
  return GatewayRule((value) => {
    if (typeof value !== 'string') return 'must be a string.';
    if (value.includes('\0')) return 'format is invalid.';
    if (characters(value) > longest) return `must not be greater than ${longest} characters.`;
    return isRight(value) ? null : `must be a valid ${format}.`;
  });
}

/** A number, or a text that is one: the framework's rule `numeric` takes both. */
function IsGatewayNumber(): PropertyDecorator {
  return GatewayRule((value) => (exactNumber(value) === null ? 'must be a number.' : null));
}

function GatewayRule(problemOf: (value: unknown) => string | null): PropertyDecorator {
  return Satisfies('gatewayRule', (value, _body, field) => {
    const problem = value === undefined ? 'is required.' : problemOf(value);
    return problem === null ? null : `The ${field.replaceAll('_', ' ')} field ${problem}`;
  });
}

function exactNumber(value: unknown): Big | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) return null;
  return new Big(text.replace(/^\+/, '').replace(/\.(?=e|$)/i, ''));
}

/** Whether a text can be an email address: a local part, one @, and a domain. */
function isEmail(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)*$/u.test(text);
}

/** Whether a browser can be sent back to a text: an absolute http or https address. */
function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && !/\s/.test(text) && parseWebUrl(text) !== null;
}
