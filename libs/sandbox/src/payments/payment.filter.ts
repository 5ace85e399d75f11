import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsName, Optional } from '../validation/rules.js';
import type { PaymentStatus } from './payment.js';
import { PAYMENT_STATUSES } from './payment.js';

const LIMIT = 'must be a whole number from 1 to 1000.';

/** Which payments to list. A field that is left out does not narrow the list. */
export class PaymentFilter {
  /** A part of the transaction id, order id, e-mail address, customer's name, product title or amount, in any case. */
  @Optional()
  @IsName(255)
  readonly search?: string | undefined;

  @Optional()
  @IsIn(PAYMENT_STATUSES, { message: `must be one of ${PAYMENT_STATUSES.join(', ')}.` })
  readonly status?: PaymentStatus | undefined;

  /** Whose payments. */
  @Optional()
  @IsName(255)
  readonly sellerId?: string | undefined;

  /** How many at most, from 1 to 1,000. Default 50. */
  @Optional()
  @Type(() => Number)
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(1_000, { message: LIMIT })
  readonly limit?: number | undefined;

  /** The transaction id of the last payment of the page before. */
  @Optional()
  @IsName(255)
  readonly after?: string | undefined;
}
