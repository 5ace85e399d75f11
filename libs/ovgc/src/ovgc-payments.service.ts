import {
  concatMap,
  defer,
  distinctUntilChanged,
  filter,
  firstValueFrom,
  fromEvent,
  map,
  merge,
  type Observable,
  of,
  race,
  throwError,
  throwIfEmpty,
  timer,
} from 'rxjs';
import type { Checkout } from './checkout/checkout.js';
import { PaymentConflictedEvent } from './events/payment.events.js';
import type { EventPublisher } from './events/event.publisher.js';
import type { Ledger } from './ledger/ledger.js';
import { reading } from './ledger/ledger.failure.js';
import {
  type ReviewSearch,
  countInDoubt,
  countForReview,
} from './ledger/payment.review.queries.js';
import { toPayment } from './ledger/payment.row.js';
import {
  isPayment,
  selectByTransactions,
  selectOrders,
  selectPage,
} from './ledger/payments.queries.js';
import {
  OvgcInvalidRequestError,
  OvgcOrderStatusOffError,
  OvgcPaymentNotFoundError,
  OvgcWaitTimeoutError,
} from './ovgc.errors.js';
import type { Account } from './payments/payment.js';
import type { CreatePaymentRequestDto } from './payments/create-payment-request.dto.js';
import type { PaymentReview } from './payments/payment.js';
import type { Payment, PaymentStatus } from './payments/payment.js';
import type { Reconciliation } from './order-status/order-status.check.js';
import { cutPage } from './pagination/page.js';
import { checkPaymentPage, encodeCursor } from './payments/payment.cursor.js';

/** Which payments {@link OvgcPaymentsService.list} answers. */
export interface ListPaymentsOptions {
  /** Only those that stand there. Default all. */
  readonly status?: PaymentStatus | undefined;
  /** Only those that want a person for that reason. Default all. */
  readonly review?: PaymentReview | undefined;
  /** How many at the most, 1 to 500. Default 50. */
  readonly limit?: number | undefined;
  /** Where the page before ended: its `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** A page of payments, newest first. */
export interface PaymentPage {
  readonly payments: readonly Payment[];
  /** For the next page; null when this is the last one. */
  readonly nextCursor: string | null;
}

/** How long {@link OvgcPaymentsService.waitForOutcome} waits. */
export interface WaitOptions {
  /** In milliseconds, at most 24 days. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Ends the waiting: the promise is rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How many payments want a person. */
export interface PaymentCounts extends Readonly<Record<PaymentReview, number>> {
  /**
   * Orders that the gateway was asked for more than five minutes ago, without an answer: it may have created the
   * payment. Asking again with the same `orderUuid` clears it up.
   */
  readonly inDoubt: number;
}

const REVIEWS: Readonly<Record<PaymentReview, ReviewSearch>> = {
  conflicted: { kind: 'told', event: PaymentConflictedEvent.type },
  unconfirmed: { kind: 'unconfirmed' },
};
/** A call that is under way is not in doubt yet. */
const IN_DOUBT_AFTER_MS = 5 * 60 * 1000;
const DEFAULT_WAIT_MS = 30_000;
/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The payments of one account: inject it where orders are taken. */
export class OvgcPaymentsService {
  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly checkout: Checkout,
    private readonly reconciliation: Reconciliation,
    private readonly publisher: EventPublisher,
    private readonly now: () => number,
  ) {}

  /**
   * Creates a payment and answers where to send the customer. Idempotent by `orderUuid`: an order that has a payment
   * gets that one without a call to the gateway, and one that was left in doubt is asked for again, under the same
   * `order_uuid` (OVGC API, Create a payment request).
   *
   * @throws OvgcInvalidRequestError `invalid_request`: a field is wrong; nothing was sent
   * @throws OvgcOrderMismatchError `order_mismatch`: the order was asked for with another amount or e-mail address
   * @throws OvgcRejectedError `validation_failed`, `invalid_amount`, `gateway_inactive`, `unauthorized`:
   *   the gateway said no (OVGC API, Errors)
   * @throws OvgcUnavailableError `gateway_unavailable`: no answer, or 408, 429 or 5xx, at every try
   * @throws OvgcUnexpectedAnswerError `unexpected_answer`: an answer that is not documented
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  createPaymentRequest(request: CreatePaymentRequestDto): Promise<Payment> {
    return this.checkout.open(request);
  }

  /** The payment of an order; null while the gateway has answered for none. */
  async findByOrder(orderUuid: string): Promise<Payment | null> {
    const [row] = await reading(selectOrders(this.ledger.reader, this.account.name, [orderUuid]));
    return row && isPayment(row) ? toPayment(row, this.account) : null;
  }

  /** The payment of a transaction of the gateway's; null when it is none of this account. */
  async findByTransaction(transactionId: string): Promise<Payment | null> {
    const [row] = await reading(
      selectByTransactions(this.ledger.reader, this.account.name, [transactionId]),
    );
    return row ? toPayment(row, this.account) : null;
  }

  /**
   * Payments, newest first, page by page; a page holds its place while payments are added.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: a status, review, limit or cursor that can't be
   */
  async list(options: ListPaymentsOptions = {}): Promise<PaymentPage> {
    const { filter: status, limit, after } = checkPaymentPage(options);
    const review = options.review && REVIEWS[options.review];
    const page = { status, review, limit: limit + 1, after };
    const rows = await reading(selectPage(this.ledger.reader, this.account.name, page));
    const { shown, last } = cutPage(rows, limit);
    return {
      payments: shown.map((row) => toPayment(row, this.account)),
      nextCursor: last && encodeCursor(last),
    };
  }

  /** How many want a person. Above zero wants one, once it stays. */
  async counts(): Promise<PaymentCounts> {
    const { reader } = this.ledger;
    const { name } = this.account;
    const inDoubtSince = this.now() - IN_DOUBT_AFTER_MS;
    return {
      conflicted: await reading(countForReview(reader, name, REVIEWS.conflicted)),
      unconfirmed: await reading(countForReview(reader, name, REVIEWS.unconfirmed)),
      inDoubt: await reading(countInDoubt(reader, name, inDoubtSince)),
    };
  }

  /**
   * Asks the gateway how the payment of an order stands, and moves it as the answer has it, with its events: what the
   * module does by itself before it takes a payment for expired. `Paid` is taken for a success with
   * `orderStatus.trustPaid` alone; otherwise it is answered, and kept, as `gatewayStatus`. Needs the option
   * `orderStatus`.
   *
   * @throws OvgcOrderStatusOffError `order_status_off`: the option is off
   * @throws OvgcPaymentNotFoundError `payment_not_found`: the order has no payment
   * @throws OvgcOrderStatusUnknownError `order_status_unknown`: the gateway couldn't be asked, or didn't tell
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async reconcile(orderUuid: string): Promise<Payment> {
    if (!this.reconciliation.isOn) throw new OvgcOrderStatusOffError();
    const [row] = await reading(selectOrders(this.ledger.reader, this.account.name, [orderUuid]));
    if (row === undefined || !isPayment(row)) throw new OvgcPaymentNotFoundError(orderUuid);
    const says = await this.reconciliation.ask(row);
    await reading(this.reconciliation.conclude(row, says));
    return (await this.findByOrder(orderUuid)) ?? toPayment(row, this.account);
  }

  /**
   * A payment as it stands, then each time its status changes, until the app shuts down: even an expired payment may
   * still be paid. For `@Sse` and pages that wait.
   *
   * Fails with OvgcPaymentNotFoundError `payment_not_found` when the order has no payment.
   */
  watch(orderUuid: string): Observable<Payment> {
    const changed = this.publisher.payments$.pipe(
      filter(({ payment }) => payment.orderUuid === orderUuid),
    );
    // Subscribed to before the first look, so that no change falls in between.
    return merge(changed, of(undefined)).pipe(
      concatMap(() => defer(() => this.findByOrder(orderUuid))),
      map((payment) => {
        if (payment === null) throw new OvgcPaymentNotFoundError(orderUuid);
        return payment;
      }),
      distinctUntilChanged((a, b) => a.status === b.status && +a.updatedAt === +b.updatedAt),
    );
  }

  /**
   * Waits until a payment is no longer `Pending`.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: `timeoutMs` is no number from 0 on
   * @throws OvgcPaymentNotFoundError `payment_not_found`: the order has no payment
   * @throws OvgcWaitTimeoutError `wait_timeout`: it was still pending, then or when the app shut down
   * @throws whatever `signal` was aborted with
   */
  async waitForOutcome(orderUuid: string, options: WaitOptions = {}): Promise<Payment> {
    const { timeoutMs = DEFAULT_WAIT_MS, signal } = options;
    if (!(timeoutMs >= 0)) {
      throw new OvgcInvalidRequestError(['timeoutMs must be a number of milliseconds, from 0 on']);
    }
    signal?.throwIfAborted();
    const settled = this.watch(orderUuid).pipe(filter(({ status }) => status !== 'Pending'));
    const late = timer(Math.min(timeoutMs, LONGEST_TIMER_MS)).pipe(
      concatMap(() => throwError(() => new OvgcWaitTimeoutError(orderUuid, timeoutMs))),
    );
    const aborted = (signal ? [fromEvent(signal, 'abort')] : []).map((abort) =>
      abort.pipe(concatMap(() => throwError(() => signal?.reason as unknown))),
    );
    return firstValueFrom(
      race(settled, late, ...aborted).pipe(
        throwIfEmpty(() => new OvgcWaitTimeoutError(orderUuid, timeoutMs)),
      ),
    );
  }
}
