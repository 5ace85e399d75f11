import type { CreatedPayment, Gateway } from '../../../libs/ovgc/src/gateway/gateway.client.js';
import type { PaymentRequest } from '../../../libs/ovgc/src/gateway/gateway.request.js';
import { OvgcRejectedError, OvgcUnavailableError } from '../../../libs/ovgc/src/ovgc.errors.js';
import type { Answer } from './shop.program.js';

/** An answer that has reached the shop. */
export interface Delivered {
  readonly order: string;
  readonly transaction: string;
  readonly askedAt: number;
}

/** A gateway that does what a program says, and sees to it that it is asked as it may be. */
export class ModelGateway implements Gateway {
  /** What it has created, whether or not its answer arrived, and for how much. */
  readonly created = new Map<string, string>();
  readonly delivered: Delivered[] = [];
  private readonly asking = new Set<string>();
  private late: (() => void)[] = [];
  private calls = 0;

  constructor(
    private readonly answers: readonly Answer[],
    private readonly hasPayment: (order: string) => boolean,
    private readonly violations: string[],
  ) {}

  async createPayment(request: PaymentRequest): Promise<CreatedPayment> {
    const { orderUuid: order, amount } = request;
    this.check(order, amount);
    this.asking.add(order);
    try {
      return await this.answer(order, amount, Date.now());
    } finally {
      this.asking.delete(order);
    }
  }

  /** The option is off here. */
  orderStatus(): Promise<never> {
    return Promise.reject(new Error('nobody asks for the order status'));
  }

  /** What was held back arrives. */
  deliverLate(): void {
    this.late.splice(0).forEach((arrive) => arrive());
  }

  /** The process that waited is gone. */
  forgetCallers(): void {
    this.late = [];
    this.asking.clear();
  }

  /** From now on everything is answered as documented. */
  calm(): void {
    this.calls = this.answers.length;
    this.deliverLate();
  }

  private check(order: string, amount: string): void {
    if (this.asking.has(order)) this.violations.push(`${order} is asked for twice at once`);
    if (this.hasPayment(order)) this.violations.push(`${order} is asked for although it is there`);
    if ((this.created.get(order) ?? amount) !== amount) {
      this.violations.push(`${order} is asked for with another amount than it was created with`);
    }
  }

  private async answer(order: string, amount: string, askedAt: number): Promise<CreatedPayment> {
    const answer = this.answers[this.calls++] ?? 'creates';
    if (answer === 'refuses') {
      throw new OvgcRejectedError('gateway_inactive', 'Payment gateway inactive', 400);
    }
    if (answer === 'is not reached') throw unavailable('ECONNREFUSED', 'not_sent');
    this.created.set(order, amount);
    if (answer === 'creates, loses the answer') throw unavailable('timeout', 'unknown');
    if (answer === 'creates, answers late') {
      await new Promise<void>((resolve) => this.late.push(resolve));
    }
    const transaction = `invoice_${answer === 'confuses orders' ? otherThan(order) : order}`;
    this.delivered.push({ order, transaction, askedAt });
    return { transactionId: transaction, url: `https://gateway.test/checkout/${transaction}` };
  }
}

function otherThan(order: string): string {
  return order === 'A' ? 'B' : 'A';
}

function unavailable(reason: string, requestState: OvgcUnavailableError['requestState']) {
  return new OvgcUnavailableError({ host: 'gateway.test', reason, requestState, attempts: 1 });
}
