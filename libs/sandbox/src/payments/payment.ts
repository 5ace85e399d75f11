/** The gateway's payment statuses, in the order of its table (docs/gateway-api.md, Payment statuses). */
export const PAYMENT_STATUSES = ['Pending', 'Paid', 'Declined', 'Expired'] as const;

/** The payment’s status. Only `Paid` is safe to fulfil. */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * What closed a payment before its window ended, with the status Declined:
 * - `cancelled`: the customer pressed cancel.
 * - `declined`: a decline is final here (option `retryAfterDecline: false`).
 */
export type PaymentClosure = 'cancelled' | 'declined';

/** A payment as the gateway stores it. */
export interface Payment {
  /**
   * The uuid in the checkout URL.
   *
   * @format uuid
   */
  readonly checkoutId: string;
  /** `invoice_…`, the id that the seller knows. */
  readonly transactionId: string;
  /** The seller who is paid. */
  readonly sellerId: string;
  /** The seller's current name. */
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
  /** Why it can no longer be paid although its window may be open; null while a card would be accepted. */
  readonly closed: PaymentClosure | null;
  /** Why the last card was declined; null when none was. */
  readonly declineReason: DeclineReason | null;
  /** The last card that was used; only its brand and last four digits are stored. */
  readonly card: CardSummary | null;
  /** When it was created, by the sandbox’s clock. */
  readonly createdAt: Date;
  /** 30 minutes after creation, by the sandbox's clock. */
  readonly expiresAt: Date;
  /** When it was paid; null until then. */
  readonly paidAt: Date | null;
}

/** A seller's request for a payment. */
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

/** What is stored and shown of a card. */
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

/** The acquirer's answer for a card: the checkout page takes it from the test cards and settles the payment with it. */
export type CardOutcome =
  { readonly kind: 'captured' } | { readonly kind: 'declined'; readonly reason: DeclineReason };

/** The result of settling a payment. If it was already paid, nothing was captured a second time. */
export interface SettleResult {
  readonly kind: 'settled' | 'already_paid' | 'expired' | PaymentClosure;
  readonly payment: Payment;
}

/** A payment's status in one line, with the reason for a decline. */
export function paymentLine(
  payment: Pick<Payment, 'transactionId' | 'status' | 'closed' | 'declineReason'>,
): string {
  const { transactionId, status, closed, declineReason } = payment;
  if (status !== 'Declined') return `${transactionId} is ${status}`;
  if (closed === 'cancelled') return `${transactionId} is Declined: cancelled by the customer`;
  const reason = (declineReason ?? 'card_declined').replaceAll('_', ' ');
  const next = closed === 'declined' ? 'closed' : 'can be retried with another card';
  return `${transactionId} is Declined: ${reason}, ${next}`;
}
