import { isPayment, type OrderRow, type PaymentRow } from '../ledger/payments.queries.js';
import type { WebhookCandidate } from '../ledger/webhooks.queries.js';
import type { WebhookIdentity, WebhookProblem } from './webhook.parser.js';

/** Which payment a webhook belongs to. */
export type WebhookMatch =
  | { readonly kind: 'payment'; readonly payment: PaymentRow }
  /** No payment yet. It belongs to the first one that has one of these ids. */
  | {
      readonly kind: 'unmatched';
      readonly candidates: readonly Pick<WebhookCandidate, 'kind' | 'value'>[];
    }
  | { readonly kind: 'unrecognised'; readonly problem: WebhookProblem };

/** The orders that some webhooks name, by each of their ids. */
export class KnownOrders {
  private readonly byTransaction = new Map<string, PaymentRow>();
  private readonly byOrder = new Map<string, OrderRow>();

  constructor(rows: readonly OrderRow[]) {
    for (const row of rows) {
      this.byOrder.set(row.orderUuid, row);
      if (isPayment(row)) this.byTransaction.set(row.transactionId, row);
    }
  }

  /**
   * Decides which payment a webhook belongs to. An id that the ledger doesn't know contradicts nothing; ids of two
   * orders do, and so does a transaction beside another id of a payment that has another one.
   */
  match(identity: WebhookIdentity): WebhookMatch {
    const { transactionIds } = identity;
    const named = this.named(identity);
    const [order] = named;
    if (named.length > 1) return contradictory('names two orders');
    if (order === undefined || !isPayment(order)) return unmatched(identity);
    if (transactionIds.length > 0 && !transactionIds.includes(order.transactionId)) {
      return contradictory('names a payment and a transaction that is not the payment’s');
    }
    return { kind: 'payment', payment: order };
  }

  /** Returns the orders that a webhook names by any of its ids, each once. */
  named(identity: WebhookIdentity): readonly OrderRow[] {
    const byOrder = identity.orderUuids.flatMap((id) => this.byOrder.get(id) ?? []);
    const rows = [...this.namedByTransaction(identity), ...byOrder];
    return [...new Map(rows.map((row) => [row.orderUuid, row])).values()];
  }

  /** Returns an order that was given. */
  order(orderUuid: string): OrderRow | undefined {
    return this.byOrder.get(orderUuid);
  }

  private namedByTransaction({ transactionIds, otherIds }: WebhookIdentity): PaymentRow[] {
    return [...transactionIds, ...otherIds].flatMap((id) => this.byTransaction.get(id) ?? []);
  }
}

/** A webhook that names its transaction waits for that one alone. */
function unmatched({ transactionIds, otherIds, orderUuids }: WebhookIdentity): WebhookMatch {
  const transactions = transactionIds.length > 0 ? transactionIds : otherIds;
  const orders = transactionIds.length > 0 ? [] : orderUuids;
  return {
    kind: 'unmatched',
    candidates: [
      ...transactions.map((value) => ({ kind: 'transaction' as const, value })),
      ...orders.map((value) => ({ kind: 'order' as const, value })),
    ],
  };
}

function contradictory(detail: string): WebhookMatch {
  return { kind: 'unrecognised', problem: { reason: 'contradictory', detail } };
}
