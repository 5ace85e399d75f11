import { Logger } from '@nestjs/common';
import type { EventPublisher } from '../events/event.publisher.js';
import type { PaymentEvent } from '../events/payment.events.js';
import type { Gateway } from '../gateway/gateway.client.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import {
  isPayment,
  type PaymentRow,
  recordCheck,
  selectOrders,
} from '../ledger/payments.queries.js';
import { OvgcOrderStatusOffError } from '../ovgc.errors.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import type { Settlement } from '../transitions/transitions.js';
import { type GatewaySays, lastWord, verdict } from './order-status.outcome.js';

type ReconciliationOptions = Pick<OvgcOptions, 'orderStatus' | 'expiryGraceMs'>;

interface Told {
  /** The payment as it stood when the gateway was asked. */
  readonly asked: PaymentRow;
  readonly says: GatewaySays;
}

interface Concluded {
  readonly events: readonly PaymentEvent[];
  /** The gateway has the money, and nothing here is allowed to take its word for it. */
  readonly unconfirmed: PaymentRow | null;
}

const NOTHING: Concluded = { events: [], unconfirmed: null };

/** Asks the gateway how a payment stands, and moves it as the answer has it. */
export class Reconciliation {
  private readonly logger = new Logger('OvgcReconciliation');

  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly gateway: Gateway,
    private readonly settlement: Settlement,
    private readonly publisher: EventPublisher,
    private readonly options: ReconciliationOptions,
    private readonly now: () => number,
  ) {}

  /** Whether the gateway is to be asked at all. */
  get isOn(): boolean {
    return this.options.orderStatus !== undefined;
  }

  /**
   * Asks how a payment stands.
   *
   * @throws OvgcOrderStatusOffError the option is off
   * @throws OvgcOrderStatusUnknownError the gateway couldn't be asked, or didn't tell
   */
  async ask({ transactionId }: PaymentRow, signal?: AbortSignal): Promise<GatewaySays> {
    const { orderStatus } = this.options;
    if (orderStatus === undefined) throw new OvgcOrderStatusOffError();
    return this.gateway.orderStatus(transactionId, orderStatus, signal);
  }

  /** Writes down what the gateway said, or that it didn't, and what follows from it. */
  async conclude(asked: PaymentRow, says: GatewaySays): Promise<void> {
    const { events, unconfirmed } = await this.ledger.commit(this.concludeOne, { asked, says });
    this.publisher.publish(events);
    if (unconfirmed === null) return;
    this.logger.warn(
      `the gateway says that transaction ${unconfirmed.transactionId} of order ${asked.orderUuid} is Paid, and no webhook ` +
        'has: look at it there; set orderStatus.trustPaid to have its word taken',
    );
  }

  private readonly concludeOne = eachAlone<Told, Concluded>(async (trx, { asked, says }) => {
    const now = this.now();
    const { name: account } = this.account;
    const [row] = await selectOrders(trx, account, [asked.orderUuid]);
    // An answer that a success has overtaken doesn't contradict it.
    const isOvertaken = row?.status === 'Paid' && asked.status !== 'Paid';
    if (row === undefined || !isPayment(row) || isOvertaken) return NOTHING;
    const before = row.gatewayStatus;
    const check = { gatewayStatus: lastWord(says, before), checkedAt: now };
    await recordCheck(trx, account, row.orderUuid, check);
    const patienceOver = now > this.waitedForUntil(row);
    const arrival = verdict(says, before, { trustPaid: this.trustPaid, patienceOver });
    const payment: PaymentRow = { ...row, ...check };
    // The order status tells a decline from an expiry, so a decline was one while the window was open.
    const at = says === 'Declined' ? Math.min(now, row.expiresAt - 1) : now;
    const facts = arrival === null ? [] : [{ payment, arrival, at }];
    const events = await this.settlement.apply(trx, facts, now);
    const isUnconfirmed = says === 'Paid' && arrival === null && row.status !== 'Paid';
    return { events, unconfirmed: isUnconfirmed ? payment : null };
  });

  private get trustPaid(): boolean {
    return this.options.orderStatus?.trustPaid ?? false;
  }

  private waitedForUntil({ expiresAt }: PaymentRow): number {
    return (
      expiresAt + this.options.expiryGraceMs + (this.options.orderStatus?.pendingTimeoutMs ?? 0)
    );
  }
}
