import { OvgcError, OvgcOrderMismatchError } from 'nestjs-ovgc';
import { request } from '../../support/app.js';
import type { InProcessGateway } from '../../support/gateway.in-process.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import type { Outcome } from './shop.model.js';
import type { ShopProcess } from './shop.process.js';
import { hasPayment } from './shop.rows.js';

/** A webhook that was sent to a process. */
export interface Sent {
  readonly transaction: string;
  readonly outcome: Outcome;
  acknowledged: boolean;
}

/** Calls the shop as its customers do, and as the gateway does with its webhooks. A crashed process answers nobody. */
export class Callers {
  private calls = 0;

  constructor(
    private readonly database: SharedDatabase,
    private readonly gateway: InProcessGateway,
    private readonly violations: string[],
  ) {}

  /** How many callers wait for a payment. */
  get waiting(): number {
    return this.calls;
  }

  /** The process that they waited for has crashed. */
  forget(): void {
    this.calls = 0;
  }

  /** Asks for a payment, and checks that the answer or the error is true. */
  async create(shop: ShopProcess, orderUuid: string, totalAmount: string): Promise<void> {
    const { payments } = shop.runtime;
    this.calls += 1;
    let problem: string | null;
    try {
      const asked = { ...request(orderUuid), totalAmount };
      const { transactionId } = await payments.createPaymentRequest(asked);
      problem = hasPayment(this.database, orderUuid, transactionId)
        ? null
        : `was answered with ${transactionId}, which is not stored`;
    } catch (error) {
      problem = this.isTrue(orderUuid, error) ? null : `failed with ${String(error)}`;
    }
    if (!shop.isAlive) return;
    this.calls -= 1;
    if (problem !== null) this.violations.push(`${orderUuid} ${problem}`);
  }

  send(shop: ShopProcess, transaction: string, outcome: Outcome): Sent {
    const sent: Sent = { transaction, outcome, acknowledged: false };
    const body = {
      transaction_id: transaction,
      payment_status: `payment.${outcome}`,
      success: outcome === 'succeeded',
    };
    void shop.runtime.intake.receive(body).then(() => (sent.acknowledged = shop.isAlive));
    return sent;
  }

  /** An error may say that no payment was created only if none was. A mismatch speaks of its own call alone. */
  private isTrue(order: string, error: unknown): boolean {
    if (error instanceof OvgcOrderMismatchError) return true;
    if (!(error instanceof OvgcError)) return false;
    return error.requestState === 'unknown' || this.gateway.payments.of(order) === undefined;
  }
}
