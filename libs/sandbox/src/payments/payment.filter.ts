import { IsLimit, IsName, IsOneOf, Optional } from '../validation/rules.js';
import type { PaymentStatus } from './payment.js';
import { PAYMENT_STATUSES } from './payment.js';

/** Which payments to list. A field that is left out does not narrow the list. */
export class PaymentFilter {
  /** Part of the transaction id, order id, email address, customer’s name, product title or amount, in any case. */
  @Optional()
  @IsName(255)
  readonly search?: string | undefined;

  /** Only payments with this status. */
  @Optional()
  @IsOneOf(PAYMENT_STATUSES)
  readonly status?: PaymentStatus | undefined;

  /** Only payments of this seller. */
  @Optional()
  @IsName(255)
  readonly sellerId?: string | undefined;

  /**
   * How many to return at most.
   *
   * @default 50
   */
  @Optional()
  @IsLimit()
  readonly limit?: number | undefined;

  /** The transaction id of the last payment of the previous page. */
  @Optional()
  @IsName(255)
  readonly after?: string | undefined;
}
