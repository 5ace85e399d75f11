import {
  IsEmail,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  type ValidationOptions,
} from 'class-validator';
import { MaxCharacters } from './character.limit.js';
import { IsAmount } from './payment.amount.js';
import { IsMetadata } from './payment.metadata.js';
import type { PaymentMetadata } from './payment.js';

const WEB_URL = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

const LONGEST_URL = 2_048;

/** A database may cut a text at a NUL, and stores every lone surrogate as the same replacement character. */
const STORABLE: [RegExp, ValidationOptions] = [
  /^[^\0\p{Cs}]*$/u,
  { message: '$property must not contain NUL or lone surrogates' },
];
const PRINTABLE: [RegExp, ValidationOptions] = [
  /^[^\p{Cc}\p{Cs}]*$/u,
  { message: '$property must not contain control characters or lone surrogates' },
];

/**
 * A request to create a payment (docs/gateway-api.md, Create a payment). You can use this class as the `@Body()` of a
 * controller: class-validator checks the same rules there. Characters are Unicode code points: 😀 is one.
 *
 * @example
 * const request: CreatePaymentRequestDto = {
 *   orderUuid: 'ORDER-2026-0001',
 *   totalAmount: '25.00',
 *   email: 'customer@example.com',
 *   successUrl: 'https://shop.example/orders/ORDER-2026-0001',
 *   cancelUrl: 'https://shop.example/orders/ORDER-2026-0001',
 * };
 */
export class CreatePaymentRequestDto {
  /**
   * What `@nestjs/swagger` reads of a class that its plugin has compiled, so that your API's document shows the
   * properties. Nothing else uses it.
   *
   * @internal
   */
  static _OPENAPI_METADATA_FACTORY(): Readonly<Record<string, object>> {
    const text = { type: () => String };
    return {
      orderUuid: { ...text, required: true, minLength: 1, maxLength: 255 },
      totalAmount: { required: true, oneOf: [{ type: 'number' }, { type: 'string' }], example: 25 },
      email: { ...text, required: true, format: 'email' },
      successUrl: { ...text, required: true, format: 'uri' },
      cancelUrl: { ...text, required: true, format: 'uri' },
      productTitle: { ...text, required: false, maxLength: 255 },
      firstName: { ...text, required: false, maxLength: 255 },
      lastName: { ...text, required: false, maxLength: 255 },
      metadata: { type: () => Object, required: false },
    };
  }

  /**
   * Your unique id of the order, 1 to 255 characters without control characters. An order has one payment: a second
   * call with the same `orderUuid` returns it.
   */
  @IsNotEmpty()
  @MaxCharacters(255)
  @Matches(...PRINTABLE)
  @IsString()
  orderUuid!: string;

  /**
   * The amount in major units (25.00 = $25.00), as a number or a decimal string. More than 0, at most
   * 9,999,999,999,999.99, and at most two decimals: it is never rounded.
   */
  @IsAmount()
  totalAmount!: number | string;

  /** The customer's e-mail address. */
  @IsEmail()
  email!: string;

  /**
   * The http(s) URL that the customer is redirected to after paying, up to 2,048 characters. Don't fulfil an order there: anybody can open the
   * URL. Fulfil it in a durable handler, such as `@OnPaymentSucceeded()`.
   */
  @IsUrl(WEB_URL)
  @MaxCharacters(LONGEST_URL)
  successUrl!: string;

  /** The http(s) URL that the customer is redirected to after cancelling or being declined, up to 2,048 characters. */
  @IsUrl(WEB_URL)
  @MaxCharacters(LONGEST_URL)
  cancelUrl!: string;

  /** The name of the product or order on the checkout page, up to 255 characters. */
  @IsOptional()
  @MaxCharacters(255)
  @Matches(...STORABLE)
  @IsString()
  productTitle?: string;

  /** The customer's first name, up to 255 characters. */
  @IsOptional()
  @MaxCharacters(255)
  @Matches(...STORABLE)
  @IsString()
  firstName?: string;

  /** The customer's last name, up to 255 characters. */
  @IsOptional()
  @MaxCharacters(255)
  @Matches(...STORABLE)
  @IsString()
  lastName?: string;

  /**
   * A JSON object of up to 16 KiB, such as your own ids. It is stored, and returned as `Payment.metadata` in every event.
   * It is not sent to the gateway.
   */
  @IsOptional()
  @IsMetadata()
  metadata?: PaymentMetadata;
}
