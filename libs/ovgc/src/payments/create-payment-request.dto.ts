import {
  IsEmail,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  type ValidationOptions,
  MaxLength,
} from 'class-validator';
import { IsAmount } from './payment.amount.js';
import { IsMetadata } from './payment.metadata.js';
import type { PaymentMetadata } from './payment.js';

const WEB_URL = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

/** A database may cut a text at a NUL, and takes two halves of characters for the same one. */
const STORABLE: [RegExp, ValidationOptions] = [
  /^[^\0\p{Cs}]*$/u,
  { message: '$property must not contain NUL or halves of characters' },
];
const PRINTABLE: [RegExp, ValidationOptions] = [
  /^[^\p{Cc}\p{Cs}]*$/u,
  { message: '$property must not contain control characters or halves of characters' },
];

/**
 * What to charge, and whom. Usable as it stands in a controller's `@Body()`
 * (OVGC API, Create a payment request).
 */
export class CreatePaymentRequestDto {
  /** Your unique id of the order, 1 to 255 characters. The payment is idempotent by it. */
  @IsNotEmpty()
  @MaxLength(255)
  @Matches(...PRINTABLE)
  @IsString()
  orderUuid!: string;

  /** In major units (25.00 = $25.00), more than zero, at most two decimals; a decimal string is taken as well. */
  @IsAmount()
  totalAmount!: number | string;

  /** The customer's e-mail address. */
  @IsEmail()
  email!: string;

  /** Where the customer goes after paying. Never fulfil on it: the webhook alone says that money came. */
  @IsUrl(WEB_URL)
  successUrl!: string;

  /** Where a customer goes who cancelled or was declined. */
  @IsUrl(WEB_URL)
  cancelUrl!: string;

  /** Shown on the checkout page. */
  @IsOptional()
  @MaxLength(255)
  @Matches(...STORABLE)
  @IsString()
  productTitle?: string;

  @IsOptional()
  @MaxLength(255)
  @Matches(...STORABLE)
  @IsString()
  firstName?: string;

  @IsOptional()
  @MaxLength(255)
  @Matches(...STORABLE)
  @IsString()
  lastName?: string;

  /** A JSON object of up to 16 KiB that stays in the ledger and comes back in events. Never sent to the gateway. */
  @IsOptional()
  @IsMetadata()
  metadata?: PaymentMetadata;
}
