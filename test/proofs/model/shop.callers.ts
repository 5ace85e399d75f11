import { OvgcError, OvgcOrderMismatchError } from 'nestjs-ovgc';
import { request } from '../../support/app.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import type { ModelGateway } from './shop.gateway.js';
import type { Outcome } from './shop.model.js';
import type { ShopProcess } from './shop.process.js';
import { hasPayment } from './shop.rows.js';

/** A webhook that was sent to a process. */
export interface Sent {
  readonly transaction: string;
  readonly outcome: Outcome;
  acknowledged: boolean;
}

/** Those who call the shop: customers, and the gateway with its webhooks. They are told nothing by a process that is gone. */
export class Callers {
  private calls = 0;

  constructor(
    private readonly database: SharedDatabase,
    private readonly gateway: ModelGateway,
    private readonly violations: string[],
  ) {}

  /** How many wait for a payment. */
  get waiting(): number {
    return this.calls;
  }

  /** The process they waited for is gone. */
  forget(): void {
    this.calls = 0;
  }

  /** Asks for a payment, and sees to it that the answer is true, or the error. */
  async create(shop: ShopProcess, orderUuid: string, totalAmount: string): Promise<void> {
    const { payments } = shop.runtime;
    this.calls += 1;
    let problem: string | null;
    try {
      const asked = { ...request(orderUuid), totalAmount };
      const { transactionId } = await payments.createPaymentRequest(asked);
      problem = hasPayment(this.database, orderUuid, transactionId)
        ? null
        : `was promised ${transactionId}, which is not stored`;
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

  /** An error that says that nothing was created is right; that of another amount says what its own call sent. */
  private isTrue(order: string, error: unknown): boolean {
    if (error instanceof OvgcOrderMismatchError) return true;
    if (!(error instanceof OvgcError)) return false;
    return error.requestState === 'unknown' || !this.gateway.created.has(order);
  }
}
