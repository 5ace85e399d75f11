import type { CreatedPayment, Gateway } from '../../../libs/ovgc/src/gateway/gateway.client.js';
import type { PaymentRequest } from '../../../libs/ovgc/src/gateway/gateway.request.js';
import { OvgcRejectedError, OvgcUnavailableError } from '../../../libs/ovgc/src/ovgc.errors.js';
import type { PaymentStatus } from '../../../libs/ovgc/src/payments/payment.js';

/** Does with the next question of an order what a history wants; as documented when it wants nothing. */
export type Turn = 'answers late' | 'loses its answer' | 'refuses';

/** The transaction of an order. */
export function transactionOf(order: string): string {
  return `invoice_${order}`;
}

/** A gateway that is asked for payments, and how they stand. */
export class FaithfulGateway implements Gateway {
  /** Who was asked for, one entry a question. */
  readonly asked: string[] = [];
  /** What the order status says of each transaction. */
  readonly stands = new Map<string, PaymentStatus>();
  private readonly turns = new Map<string, Turn>();
  /** Answers what is held back, and from then on all at once. */
  answerLate!: () => void;
  private readonly late = new Promise<void>((resolve) => (this.answerLate = resolve));

  next(order: string, turn: Turn): void {
    this.turns.set(order, turn);
  }

  async createPayment({ orderUuid: order }: PaymentRequest): Promise<CreatedPayment> {
    this.asked.push(order);
    const turn = this.turns.get(order);
    this.turns.delete(order);
    if (turn === 'refuses') throw new OvgcRejectedError('gateway_inactive', 'inactive', 400);
    if (turn === 'loses its answer') throw unavailable('timeout', 'unknown');
    if (turn === 'answers late') await this.late;
    const transactionId = transactionOf(order);
    return { transactionId, url: `https://gateway.test/checkout/${transactionId}` };
  }

  orderStatus(transactionId: string): Promise<PaymentStatus> {
    return Promise.resolve(this.stands.get(transactionId) ?? 'Pending');
  }
}

function unavailable(reason: string, requestState: OvgcUnavailableError['requestState']) {
  return new OvgcUnavailableError({ host: 'gateway.test', reason, requestState, attempts: 1 });
}
