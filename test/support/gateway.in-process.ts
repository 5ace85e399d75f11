import type { CreatedPayment, Gateway } from '../../libs/ovgc/src/gateway/gateway.client.js';
import type { PaymentRequest } from '../../libs/ovgc/src/gateway/gateway.request.js';
import type { AskedPayment } from '../../libs/ovgc/src/gateway/order-status.answer.js';
import { OvgcRejectedError, OvgcUnavailableError } from '../../libs/ovgc/src/ovgc.errors.js';
import type { PaymentStatus } from '../../libs/ovgc/src/payments/payment.js';
import { GatewayPayments } from './gateway.payments.js';

/** What the gateway does with a call. */
export type Reaction =
  | 'creates'
  | 'creates, answers late'
  | 'creates, loses the answer'
  | 'confuses orders'
  | 'is not reached'
  | 'refuses';

/** An answer that has reached the caller. */
export interface Answered {
  readonly order: string;
  readonly transaction: string;
  /** When the order was asked for. */
  readonly askedAt: number;
}

export interface InProcessGatewayOptions {
  /** What the nth call meets, counted from 0, whatever its order. Default: it creates the payment. */
  readonly reaction?: (order: string, nth: number) => Reaction | undefined;
  /** Default: one transaction for each order. */
  readonly transactionOf?: (order: string, call: number) => string;
  /** Runs when a call comes in. */
  readonly received?: (request: PaymentRequest) => void;
  /** Delays the answer to a caller. */
  readonly answering?: (caller: string, transaction: string) => Promise<unknown>;
  /** The answers of the order status; without them nobody may ask. */
  readonly statuses?: ReadonlyMap<string, PaymentStatus>;
  /** Where a caller that asks for one order twice at once is reported. */
  readonly violations: string[];
}

/** The transaction of an order. */
export function transactionOf(order: string): string {
  return `invoice_${order}`;
}

/** A gateway without HTTP, for proofs that control the clock and the order of events. */
export class InProcessGateway implements Gateway {
  /** What was created, whether or not the answers arrived. */
  readonly payments: GatewayPayments;
  /** The orders that were asked for, one entry for each call. */
  readonly asked: string[] = [];
  readonly answered: Answered[] = [];
  private readonly open = new Set<string>();
  private held: (() => void)[] = [];
  private isCalm = false;

  constructor(private readonly options: InProcessGatewayOptions) {
    this.payments = new GatewayPayments(options.transactionOf ?? transactionOf);
  }

  createPayment(request: PaymentRequest): Promise<CreatedPayment> {
    return this.receive('the shop', request);
  }

  orderStatus({ transactionId }: AskedPayment): Promise<PaymentStatus> {
    const { statuses } = this.options;
    if (statuses) return Promise.resolve(statuses.get(transactionId) ?? 'Pending');
    return Promise.reject(new Error('the order status is off'));
  }

  /** The gateway for one of several callers, each of which may ask for an order once at a time. */
  seenBy(caller: string): Gateway {
    return {
      createPayment: (request) => this.receive(caller, request),
      orderStatus: (payment) => this.orderStatus(payment),
    };
  }

  /** Delivers the answers that were held back. */
  deliverLate(): void {
    this.held.splice(0).forEach((deliver) => deliver());
  }

  /** The callers are gone, and nobody receives what was held back. */
  forgetCallers(): void {
    this.held = [];
    this.open.clear();
  }

  /** Creates every payment from now on, and delivers the answers that were held back. */
  calm(): void {
    this.isCalm = true;
    this.deliverLate();
  }

  private async receive(caller: string, request: PaymentRequest): Promise<CreatedPayment> {
    const asking = `${caller} asks for ${request.orderUuid}`;
    if (this.open.has(asking)) this.options.violations.push(`${asking} twice at once`);
    this.options.received?.(request);
    this.open.add(asking);
    try {
      return await this.answer(caller, request, Date.now());
    } finally {
      this.open.delete(asking);
    }
  }

  private async answer(
    caller: string,
    { orderUuid: order, amount }: PaymentRequest,
    askedAt: number,
  ): Promise<CreatedPayment> {
    const nth = this.asked.push(order) - 1;
    const reaction = this.isCalm ? 'creates' : (this.options.reaction?.(order, nth) ?? 'creates');
    if (reaction === 'refuses') throw new OvgcRejectedError('gateway_inactive', 'inactive', 400);
    if (reaction === 'is not reached') {
      throw unavailable('ECONNREFUSED', 'not_sent');
    }
    const created = this.payments.create(order, amount);
    if (reaction === 'creates, loses the answer') {
      throw unavailable('timeout', 'unknown');
    }
    if (reaction === 'creates, answers late' && !this.isCalm) {
      await new Promise<void>((deliver) => this.held.push(deliver));
    }
    const transaction =
      reaction === 'confuses orders' ? transactionOf(otherThan(order)) : created.transactionId;
    await this.options.answering?.(caller, transaction);
    this.answered.push({ order, transaction, askedAt });
    return { transactionId: transaction, url: `https://gateway.test/checkout/${transaction}` };
  }
}

function otherThan(order: string): string {
  return order === 'A' ? 'B' : 'A';
}

function unavailable(reason: string, requestState: OvgcUnavailableError['requestState']) {
  return new OvgcUnavailableError({ host: 'gateway.test', reason, requestState, attempts: 1 });
}
