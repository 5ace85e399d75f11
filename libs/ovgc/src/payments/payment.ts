/** Where a payment stands, in the gateway's own words (OVGC API, Payment statuses). */
export const PAYMENT_STATUSES = ['Pending', 'Paid', 'Declined', 'Expired'] as const;

/**
 * - `Pending`: created, the customer has not completed the checkout.
 * - `Paid`: captured, safe to fulfil. Final: nothing that arrives later takes it back.
 * - `Declined`: the gateway declined the card. A later success still wins.
 * - `Expired`: the checkout window of 30 minutes passed. A later success still wins.
 */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What the seller wants to find again with a payment. Stays in the ledger: the gateway never sees it. */
export type PaymentMetadata = Readonly<Record<string, unknown>>;

/** A payment that the gateway has answered for: it has a transaction and a checkout to send the customer to. */
export interface Payment {
  /** The account it belongs to: the `name` the module was registered under, `default` unless given. */
  readonly account: string;
  /** The seller's unique id of the order. */
  readonly orderUuid: string;
  /** The gateway's id, such as `invoice_67d2a3f8b12e1`. */
  readonly transactionId: string;
  /** The hosted checkout: redirect the customer here. */
  readonly url: string;
  readonly status: PaymentStatus;
  /** Exact decimal in major units, always with two places, such as `19.99`. */
  readonly amount: string;
  /** The account's currency label (ISO 4217), for display only: the gateway's request has none. */
  readonly currency: string | null;
  /** The customer's e-mail address, as sent with the request. */
  readonly email: string;
  readonly productTitle: string | null;
  readonly metadata: PaymentMetadata;
  /** When the order was first asked for. */
  readonly createdAt: Date;
  /** When the checkout window ends, 30 minutes after the gateway was asked (OVGC API, Payment statuses). */
  readonly expiresAt: Date;
  /** When the success was stored; null unless `Paid`. */
  readonly paidAt: Date | null;
  readonly updatedAt: Date;
  /**
   * What the gateway last said when its order status was asked; null when it never was, or never told. `Paid` stays
   * until it says `Declined` or `Expired`; beside another `status` it is a success that no webhook has told of, and
   * wants a person, or `orderStatus.trustPaid`.
   */
  readonly gatewayStatus: PaymentStatus | null;
  /** When its order status was last asked for; null when it never was. */
  readonly checkedAt: Date | null;
}

/** The gateway's checkout window, in milliseconds (OVGC API, Payment statuses). */
export const CHECKOUT_WINDOW_MS = 30 * 60 * 1000;

/** One seller's account, as the module was registered for it. */
export interface Account {
  /** The module's `name`, `default` unless given. */
  readonly name: string;
  /** The currency label (ISO 4217), for display only. */
  readonly currency: string | null;
}

/** The account's name when none is given. */
export const DEFAULT_ACCOUNT = 'default';

/** Returns whether a text can be a transaction id: 1 to 255 printable ASCII characters without spaces. */
export function isTransactionId(text: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(text);
}

/** Why somebody should review a payment. */
export const PAYMENT_REVIEWS = ['conflicted', 'unconfirmed'] as const;

/**
 * - `conflicted`: a webhook said that the payment was declined after it was paid. It stays paid.
 * - `unconfirmed`: the gateway's order status says `Paid`, and no webhook has said so.
 */
export type PaymentReview = (typeof PAYMENT_REVIEWS)[number];
