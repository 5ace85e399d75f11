import type { EventRecord } from '../events/event.record.js';
import type { Gateway } from '../gateway/gateway.client.js';
import { recordCheck } from '../ledger/payment.expiry.queries.js';
import { isPayment, type PaymentRow, selectOrders } from '../ledger/payments.queries.js';
import { forEachInput, type UnitOfWork } from '../ledger/unit-of-work.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import { OvgcOrderStatusOffError } from '../ovgc.errors.js';
import type { OrderStatusOptions, OvgcOptions } from '../ovgc.options.js';
import { applyOutcomes } from '../transitions/transitions.js';
import { type GatewayStatus, latestStatus, outcomeOf } from './order-status.outcome.js';

/** What the order status of an account works with. */
export interface OrderStatusContext {
  readonly unitOfWork: UnitOfWork<EventRecord>;
  readonly gateway: Pick<Gateway, 'orderStatus'>;
  readonly options: Pick<OvgcOptions, 'orderStatus' | 'expiryGraceMs'>;
}

/** Asks the gateway for the status of a payment, and applies what it says. */
export class OrderStatusCheck {
  private readonly logger = new ThrottledLogger('OvgcOrderStatus');

  constructor(private readonly context: OrderStatusContext) {}

  /** Whether the option `orderStatus` is on. */
  get isOn(): boolean {
    return this.context.options.orderStatus !== undefined;
  }

  /**
   * Asks the gateway.
   *
   * @throws OvgcOrderStatusOffError `order_status_off`: the option is off
   * @throws OvgcOrderStatusUnknownError `order_status_unknown`: the gateway could not be asked, or gave no status
   */
  async ask(payment: PaymentRow, signal?: AbortSignal): Promise<GatewayStatus> {
    const { orderStatus } = this.context.options;
    if (orderStatus === undefined) throw new OvgcOrderStatusOffError();
    return this.context.gateway.orderStatus(payment, orderStatus, signal);
  }

  /** Stores what the gateway said, or that it said nothing, and applies what follows. */
  async record(asked: PaymentRow, status: GatewayStatus): Promise<void> {
    const { orderStatus, expiryGraceMs } = this.context.options;
    const { isUnconfirmed } = await this.context.unitOfWork.run(recordOrderStatus, {
      asked,
      status,
      trustPaid: orderStatus?.trustPaid ?? false,
      pendingForMs: expiryGraceMs + (orderStatus?.pendingTimeoutMs ?? 0),
    });
    if (!isUnconfirmed) return;
    this.logger.warn(
      'unconfirmed',
      `The gateway says that transaction ${asked.transactionId} of order ${asked.orderUuid} is Paid, and no webhook says so. ` +
        'Check it in the OVGC dashboard, or set orderStatus.trustPaid to accept the order status.',
    );
  }
}

interface OrderStatusAnswer extends Pick<OrderStatusOptions, 'trustPaid'> {
  /** The payment as it was when the gateway was asked. */
  readonly asked: PaymentRow;
  readonly status: GatewayStatus;
  /** For how long a payment may stay pending after its window, in milliseconds. */
  readonly pendingForMs: number;
}

/** Stores an order status, and applies what follows from it. */
const recordOrderStatus = forEachInput(
  async (trx, { asked, status, trustPaid, pendingForMs }: OrderStatusAnswer, context) => {
    const { account, now, windowNow } = context;
    const [row] = await selectOrders(trx, account.name, [asked.orderUuid]);
    // A success that came in the meantime is not contradicted by an older answer.
    const isOvertaken = row?.status === 'Paid' && asked.status !== 'Paid';
    if (row === undefined || !isPayment(row) || isOvertaken) {
      return { output: { isUnconfirmed: false } };
    }
    const check = { gatewayStatus: latestStatus(status, row.gatewayStatus), checkedAt: now };
    await recordCheck(trx, account.name, row.orderUuid, check);
    const pendingTimedOut = windowNow > row.expiresAt + pendingForMs;
    const outcome = outcomeOf(status, row.gatewayStatus, { trustPaid, pendingTimedOut });
    const payment: PaymentRow = { ...row, ...check };
    // The order status tells a decline from an expiry: a decline came while the window was open.
    const at = status === 'Declined' ? Math.min(now, row.expiresAt - 1) : now;
    const outcomes = outcome === null ? [] : [{ payment, outcome, at }];
    const events = await applyOutcomes(trx, outcomes, context);
    const isUnconfirmed = status === 'Paid' && outcome === null && row.status !== 'Paid';
    return { output: { isUnconfirmed }, events };
  },
);
