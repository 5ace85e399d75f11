/** The gateway's own words for where a payment stands (OVGC API, Payment statuses), in the order of its table. */
export const PAYMENT_STATUSES = ['Pending', 'Paid', 'Declined', 'Expired'] as const;

/** The payment’s status. Only `Paid` is safe to fulfil. */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * What closed a payment before its window ended, with the status Declined:
 * - `cancelled`: the customer pressed cancel.
 * - `declined`: a decline is final here (option `retryAfterDecline: false`).
 */
export type PaymentClosure = 'cancelled' | 'declined';

/** A payment as the gateway keeps it. */
export interface Payment {
  /**
   * The uuid in the checkout URL.
   *
   * @format uuid
   */
  readonly checkoutId: string;
  /** `invoice_…`, what the seller knows the payment by. */
  readonly transactionId: string;
  /** Who is paid. */
  readonly sellerId: string;
  /** By what name customers know the seller now. */
  readonly sellerName: string;
  /** The seller’s id of the order. */
  readonly orderUuid: string;
  /** Exact decimal in major units with two places, such as `25.00`. */
  readonly amount: string;
  /** The customer’s email address. */
  readonly email: string;
  /** Where the customer is sent after paying. */
  readonly successUrl: string;
  /** Where the customer is sent after cancelling or a decline. */
  readonly cancelUrl: string;
  /** Shown on the checkout page. */
  readonly productTitle: string | null;
  /** The customer’s first name. */
  readonly firstName: string | null;
  /** The customer’s last name. */
  readonly lastName: string | null;
  /** The payment’s status. Only `Paid` is safe to fulfil. */
  readonly status: PaymentStatus;
  /** Why nothing can be paid any more although its window may be open; null while a card would be taken. */
  readonly closed: PaymentClosure | null;
  /** Why the last card was declined; null when none was. */
  readonly declineReason: DeclineReason | null;
  /** The last card tried: what may be shown of it, never more. */
  readonly card: CardSummary | null;
  /** When it was created, by the sandbox’s clock. */
  readonly createdAt: Date;
  /** 30 minutes after creation, by the sandbox's clock. */
  readonly expiresAt: Date;
  /** When it was paid; null until then. */
  readonly paidAt: Date | null;
}

/** What a seller asks to be paid for. */
export type PaymentRequest = Pick<
  Payment,
  | 'sellerId'
  | 'orderUuid'
  | 'amount'
  | 'email'
  | 'successUrl'
  | 'cancelUrl'
  | 'productTitle'
  | 'firstName'
  | 'lastName'
>;

/** What may be kept and shown of a card. */
export interface CardSummary {
  /** Such as `Visa`. */
  readonly brand: string;
  /** The last four digits of its number. */
  readonly lastFour: string;
}

/** Why the gateway declined a card. */
export type DeclineReason =
  | 'card_declined'
  | 'insufficient_funds'
  | 'lost_card'
  | 'stolen_card'
  | 'expired_card'
  | 'incorrect_code'
  | 'processing_error'
  | 'fraudulent'
  | 'authentication_failed';

/** What the acquirer said of a card: the checkout page asks the card table, the payment is then settled with it. */
export type CardOutcome =
  { readonly kind: 'captured' } | { readonly kind: 'declined'; readonly reason: DeclineReason };

/** What came of trying to settle a payment. */
export type SettleResult =
  | { readonly kind: 'settled'; readonly payment: Payment }
  /** Somebody paid first: nothing was captured a second time. */
  | { readonly kind: 'already_paid'; readonly payment: Payment }
  | { readonly kind: 'expired'; readonly payment: Payment }
  | { readonly kind: PaymentClosure; readonly payment: Payment };

/**
 * What the hosted checkout page needs of the gateway. Each call first lets pass what is due by the sandbox's
 * clock, so an expired window is never shown as open.
 */
export abstract class CheckoutPayments {
  /** The payment behind a checkout URL, or null. */
  abstract findByCheckout(checkoutId: string): Promise<Payment | null>;
  /** Settles with the acquirer's word, once: of two calls at the same instant one captures. The webhook leaves by itself. */
  abstract settle(
    checkoutId: string,
    card: CardSummary,
    outcome: CardOutcome,
  ): Promise<SettleResult>;
  /** The customer turns away. Paying afterwards fails; the webhook `payment.declined` leaves by itself. */
  abstract cancel(checkoutId: string): Promise<SettleResult>;
  /** Ends the payment's window now, with all that follows from it. A payment that is paid or closed stays as it is. */
  abstract expire(checkoutId: string): Promise<SettleResult>;
}
