/** The statuses of a payment, as the gateway names them (docs/gateway-api.md, Payment statuses). */
export const PAYMENT_STATUSES = ['Pending', 'Paid', 'Declined', 'Expired'] as const;

/**
 * The status of a payment.
 *
 * - `Pending`: the payment was created, and the customer has not completed the checkout.
 * - `Paid`: the money was captured, and it is safe to fulfil the order. This status is final.
 * - `Declined`: the gateway declined the card. A later success changes it to `Paid`.
 * - `Expired`: the checkout window of 30 minutes passed. A later success changes it to `Paid`.
 */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Your own data about a payment, a JSON object. It is stored in the ledger and not sent to the gateway. */
export type PaymentMetadata = Readonly<Record<string, unknown>>;

/** A payment that the gateway has created: it has a transaction id and a checkout URL. */
export interface Payment {
  /** The name of its account: the `name` that the module was registered with, `default` unless you set one. */
  readonly account: string;
  /** Your unique id of the order. */
  readonly orderUuid: string;
  /** The gateway's id of the payment, such as `invoice_67d2a3f8b12e1`. */
  readonly transactionId: string;
  /** The URL of the hosted checkout. Redirect the customer to it. */
  readonly url: string;
  readonly status: PaymentStatus;
  /** The amount in major units, an exact decimal with two places, such as `19.99`. */
  readonly amount: string;
  /** The `currency` option (ISO 4217), for display only; null if it isn't set. */
  readonly currency: string | null;
  /** The customer's e-mail address from the request. */
  readonly email: string;
  /** The product title from the request; null if it had none. */
  readonly productTitle: string | null;
  /** The metadata from the request; an empty object if it had none. */
  readonly metadata: PaymentMetadata;
  /** When the payment was first requested. */
  readonly createdAt: Date;
  /** When the checkout window ends: 30 minutes after the request (docs/gateway-api.md, Payment statuses). */
  readonly expiresAt: Date;
  /** When the success was stored; null unless `status` is `Paid`. */
  readonly paidAt: Date | null;
  /** When the gateway created the payment, or its status last changed. */
  readonly updatedAt: Date;
  /**
   * The gateway's last order status; null if it was never asked, or never gave one. `Paid` stays until the gateway says
   * `Declined` or `Expired`. If this is `Paid` and `status` isn't, no webhook has confirmed the success: the payment
   * needs a review, unless `orderStatus.trustPaid` is set.
   */
  readonly gatewayStatus: PaymentStatus | null;
  /** When the gateway was last asked for the order status; null if it never was. */
  readonly checkedAt: Date | null;
}

/** The length of the checkout window in milliseconds: 30 minutes (docs/gateway-api.md, Payment statuses). */
export const CHECKOUT_WINDOW_MS = 30 * 60 * 1000;

/** An account of a seller, for which the module was registered. */
export interface Account {
  /** The `name` that the module was registered with, `default` unless you set one. */
  readonly name: string;
  /** The `currency` option (ISO 4217), for display only; null if it isn't set. */
  readonly currency: string | null;
}

/** The name of an account that is registered without a name. */
export const DEFAULT_ACCOUNT = 'default';

/** Whether a text can be a transaction id: 1 to 255 printable ASCII characters without spaces. */
export function isTransactionId(text: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(text);
}

/** The reasons why somebody should review a payment. */
export const PAYMENT_REVIEWS = ['conflicted', 'unconfirmed'] as const;

/**
 * Why somebody should review a payment.
 *
 * - `conflicted`: a webhook said that the payment was declined after it was paid. It stays paid.
 * - `unconfirmed`: the gateway's order status says `Paid`, and no webhook has said so.
 */
export type PaymentReview = (typeof PAYMENT_REVIEWS)[number];
