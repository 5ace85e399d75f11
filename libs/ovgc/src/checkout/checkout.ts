import { Logger } from '@nestjs/common';
import type { CreatedPayment, Gateway } from '../gateway/gateway.client.js';
import { eachAlone } from '../ledger/group-commit.js';
import type { LedgerOperation } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import { ledgerFailure } from '../ledger/ledger.failure.js';
import { toPayment } from '../ledger/payment.row.js';
import {
  amendIntent,
  deleteIntents,
  insertIntents,
  isPayment,
  type OrderRow,
  selectOrders,
} from '../ledger/payments.queries.js';
import {
  OvgcOrderMismatchError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
} from '../ovgc.errors.js';
import type { Account } from '../payments/payment.js';
import type { CreatePaymentRequestDto } from '../payments/create-payment-request.dto.js';
import { CHECKOUT_WINDOW_MS, type Payment } from '../payments/payment.js';
import type { CreatedPaymentRecorder } from './created-payment.recorder.js';
import { checkRequest, differences, intentOf } from './checkout.request.js';

interface Intent {
  /** What the ledger holds for the order, from now or from before. */
  readonly row: OrderRow;
  /** It is of this call: no earlier one left it in doubt. */
  readonly isNew: boolean;
}

/** Opens checkouts: the intent is stored, the gateway is asked, its answer is stored. */
export class Checkout {
  private readonly logger = new Logger('OvgcCheckout');
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly gateway: Gateway,
    private readonly answers: CreatedPaymentRecorder,
    private readonly now: () => number,
  ) {}

  /** See `OvgcPaymentsService.createPaymentRequest`. */
  async open(request: CreatePaymentRequestDto): Promise<Payment> {
    const dto = checkRequest(request);
    // Two calls for one order take turns, so the second finds the first one's answer and asks nobody.
    return this.inTurn(dto.orderUuid, () => this.openOrder(dto));
  }

  private async openOrder(dto: CreatePaymentRequestDto): Promise<Payment> {
    const asked = intentOf(dto, this.account.name, this.now());
    const intent = await this.ledger.commit(this.storeIntents, asked).catch((error: unknown) => {
      throw ledgerFailure(error, 'not_sent');
    });
    const differing = differences(asked, intent.row);
    if (differing.length > 0) throw new OvgcOrderMismatchError(dto.orderUuid, differing);
    if (isPayment(intent.row)) return toPayment(intent.row, this.account);
    return this.ask(intent);
  }

  private async ask(intent: Intent): Promise<Payment> {
    // Taken before the call: the window of what this call creates can only end later, so a decline that arrives
    // after ours is an expiry.
    const expiresAt = this.now() + CHECKOUT_WINDOW_MS;
    let created: CreatedPayment;
    try {
      created = await this.gateway.createPayment(intent.row);
    } catch (error) {
      throw await this.afterFailure(intent, error);
    }
    const stored = await this.answers
      .store({ intent: intent.row, ...created, expiresAt })
      .catch((error: unknown) => {
        throw ledgerFailure(error, 'unknown');
      });
    if (stored.kind === 'foreign_transaction') {
      throw new OvgcUnexpectedAnswerError(
        `it gave order ${intent.row.orderUuid} the transaction of order ${stored.orderUuid}`,
        200,
      );
    }
    if (stored.kind === 'second_transaction') {
      this.logger.error(
        `the gateway gave order ${intent.row.orderUuid} a second transaction, ${created.transactionId}; ` +
          `the first one, ${stored.payment.transactionId}, stays`,
      );
    }
    return stored.payment;
  }

  /** An intent stays where the gateway may have created the payment, and nowhere else. */
  private async afterFailure(intent: Intent, error: unknown): Promise<unknown> {
    if (!(error instanceof OvgcRejectedError || error instanceof OvgcUnavailableError))
      return error;
    if (!intent.isNew) return error.inDoubt();
    if (error.requestState !== 'unknown') await this.forget(intent.row);
    return error;
  }

  private async forget({ account, orderUuid }: OrderRow): Promise<void> {
    try {
      await this.ledger.commit(forgetIntent, { account, orderUuid });
    } catch {
      // It is then taken for one in doubt, which costs a question to the gateway and nothing else.
      this.logger.warn(`could not forget the intent of order ${orderUuid}`);
    }
  }

  private readonly storeIntents: LedgerOperation<OrderRow, Intent> = async (trx, asked) => {
    const fresh = new Set(await insertIntents(trx, asked));
    // What is not charged may be mended while the gateway has not answered, or one bad URL would stay for ever.
    for (const intent of asked.filter(({ orderUuid }) => !fresh.has(orderUuid))) {
      await amendIntent(trx, intent);
    }
    const orderUuids = asked.map(({ orderUuid }) => orderUuid);
    const stored = await selectOrders(trx, this.account.name, orderUuids);
    const rows = new Map(stored.map((row) => [row.orderUuid, row]));
    return asked.map((own) => ({
      row: rows.get(own.orderUuid) ?? own,
      isNew: fresh.has(own.orderUuid),
    }));
  };

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

const forgetIntent = eachAlone(
  (trx, { account, orderUuid }: Pick<OrderRow, 'account' | 'orderUuid'>) =>
    deleteIntents(trx, account, [orderUuid]),
);
