import type { EventRecord } from '../events/event.record.js';
import type { Gateway } from '../gateway/gateway.client.js';
import { ledgerFailure } from '../ledger/ledger.failure.js';
import { toPayment } from '../ledger/payment.row.js';
import { isPayment, type PaymentRow } from '../ledger/payments.queries.js';
import type { UnitOfWork } from '../ledger/unit-of-work.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import {
  OvgcOrderMismatchError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
} from '../ovgc.errors.js';
import type { CreatePaymentRequestDto } from '../payments/create-payment-request.dto.js';
import { type Account, CHECKOUT_WINDOW_MS, type Payment } from '../payments/payment.js';
import { checkRequest, differences, intentOf } from './checkout.request.js';
import { recordCreatedPayments } from './created-payment.recorder.js';
import { releaseOrder, type ReservedOrder, reserveOrders } from './order.reservation.js';

/** What the checkout of an account works with. */
export interface CheckoutContext {
  readonly account: Account;
  readonly unitOfWork: UnitOfWork<EventRecord>;
  readonly gateway: Pick<Gateway, 'createPayment'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Creates payments: reserves the order, asks the gateway, records the answer. */
export class Checkout {
  private readonly logger = new ThrottledLogger('OvgcCheckout');
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly context: CheckoutContext) {}

  /** See `OvgcPaymentsService.createPaymentRequest`. */
  async createPayment(request: CreatePaymentRequestDto): Promise<Payment> {
    const dto = checkRequest(request);
    // Two calls for one order take turns: the second one finds the first one's answer, and asks nobody.
    return this.inTurn(dto.orderUuid, () => this.createForOrder(dto));
  }

  private async createForOrder(dto: CreatePaymentRequestDto): Promise<Payment> {
    const { account, unitOfWork, now } = this.context;
    const asked = intentOf(dto, account.name, now());
    const reserved = await unitOfWork.run(reserveOrders, asked).catch((error: unknown) => {
      throw ledgerFailure(error, 'not_sent');
    });
    const { order } = reserved;
    const differing = differences(asked, order);
    if (differing.length > 0) throw new OvgcOrderMismatchError(dto.orderUuid, differing);
    return toPayment(isPayment(order) ? order : await this.askGateway(reserved), account);
  }

  private async askGateway(reserved: ReservedOrder): Promise<PaymentRow> {
    const { unitOfWork, gateway, now } = this.context;
    const { order } = reserved;
    // Taken before the call: the gateway's window can only end later, so a decline after ours is an expiry.
    const expiresAt = now() + CHECKOUT_WINDOW_MS;
    const created = await gateway.createPayment(order).catch(async (error: unknown) => {
      throw await this.afterFailure(reserved, error);
    });
    const stored = await unitOfWork
      .run(recordCreatedPayments, { ...order, ...created, expiresAt })
      .catch((error: unknown) => {
        throw ledgerFailure(error, 'unknown');
      });
    if (stored.orderUuid !== order.orderUuid) {
      throw new OvgcUnexpectedAnswerError(
        `it gave order ${order.orderUuid} the transaction of order ${stored.orderUuid}`,
        200,
      );
    }
    if (stored.transactionId !== created.transactionId) {
      this.logger.error(
        'second transaction',
        `The gateway gave order ${order.orderUuid} a second transaction, ${created.transactionId}. ` +
          `The first one, ${stored.transactionId}, stays.`,
      );
    }
    return stored;
  }

  /** An intent stays when the gateway may have created the payment, and only then. */
  private async afterFailure({ order, isNew }: ReservedOrder, error: unknown): Promise<unknown> {
    if (!(error instanceof OvgcRejectedError || error instanceof OvgcUnavailableError)) {
      return error;
    }
    if (!isNew) return error.inDoubt();
    if (error.requestState !== 'unknown') await this.release(order.orderUuid);
    return error;
  }

  private async release(orderUuid: string): Promise<void> {
    try {
      await this.context.unitOfWork.run(releaseOrder, orderUuid);
    } catch {
      // The order then counts as in doubt, which costs one question to the gateway and nothing else.
      this.logger.warn('intent', `The intent of order ${orderUuid} could not be deleted.`);
    }
  }

  private inTurn<T>(orderUuid: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(orderUuid) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.turns.set(orderUuid, turn);
    const leave = () => {
      if (this.turns.get(orderUuid) === turn) this.turns.delete(orderUuid);
    };
    turn.then(leave, leave);
    return turn;
  }
}
