/** Why a payment wants a person. */
export const PAYMENT_CONCERNS = ['conflicted', 'unconfirmed'] as const;

/**
 * - `conflicted`: a webhook said that it was declined after it was paid. It stays paid.
 * - `unconfirmed`: the gateway's order status says `Paid`, and no webhook has said so.
 */
export type PaymentConcern = (typeof PAYMENT_CONCERNS)[number];
