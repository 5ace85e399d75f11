import { isPayment, type OrderRow, type PaymentRow } from '../ledger/payments.queries.js';

/** What the gateway answered for an intent. */
export interface GatewayAnswer {
  /** The intent as it was sent. */
  readonly intent: OrderRow;
  readonly transactionId: string;
  readonly url: string;
  /** When the checkout window ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What an answer comes to. */
export type AnswerVerdict =
  /** It makes the order a payment: that row. */
  | { readonly kind: 'created'; readonly row: PaymentRow }
  /** It was stored before. */
  | { readonly kind: 'known'; readonly row: PaymentRow }
  /** The gateway gave this order another transaction before: that one stays. */
  | { readonly kind: 'second_transaction'; readonly row: PaymentRow }
  /** The gateway gave this transaction to another order. */
  | { readonly kind: 'foreign_transaction'; readonly orderUuid: string };

/**
 * Judges answers in their order, each by what the ledger knows and by those before it: one transaction an order, one
 * order a transaction. Pure.
 *
 * @param known the rows of the orders and of the transactions that the answers name
 */
export function judge(
  answers: readonly GatewayAnswer[],
  known: readonly OrderRow[],
  now: number,
): readonly AnswerVerdict[] {
  const orders = new Map(known.map((row) => [row.orderUuid, row]));
  const owners = new Map(known.filter(isPayment).map((row) => [row.transactionId, row]));
  return answers.map(({ intent, transactionId, url, expiresAt }): AnswerVerdict => {
    const owner = owners.get(transactionId);
    if (owner !== undefined && owner.orderUuid !== intent.orderUuid) {
      return { kind: 'foreign_transaction', orderUuid: owner.orderUuid };
    }
    const before = orders.get(intent.orderUuid);
    if (before !== undefined && isPayment(before)) {
      const kind = before.transactionId === transactionId ? 'known' : 'second_transaction';
      return { kind, row: before };
    }
    // Another process may have given the intent up in the meantime: what the gateway created is kept all the same.
    const row = { ...(before ?? intent), transactionId, url, expiresAt, updatedAt: now };
    orders.set(row.orderUuid, row);
    owners.set(transactionId, row);
    return { kind: 'created', row };
  });
}
