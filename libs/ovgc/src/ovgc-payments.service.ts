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
import type { EventPublisher } from './events/event.publisher.js';
import { PaymentConflictedEvent } from './events/payment.events.js';
import { orLedgerUnavailable } from './ledger/ledger.failure.js';
import type { Ledger } from './ledger/ledger.js';
import {
  countForReview,
  countInDoubt,
  type ReviewSearch,
  selectPage,
} from './ledger/payment.list.queries.js';
import { toPayment } from './ledger/payment.row.js';
import { isPayment, selectByTransactions, selectOrders } from './ledger/payments.queries.js';
import type { OrderStatusCheck } from './order-status/order-status.check.js';
import {
  OvgcInvalidRequestError,
  OvgcOrderStatusOffError,
  OvgcPaymentNotFoundError,
  OvgcWaitTimeoutError,
} from './ovgc.errors.js';
import { cutPage } from './pagination/page.js';
import type { CreatePaymentRequestDto } from './payments/create-payment-request.dto.js';
import { checkPaymentPage, encodeCursor } from './payments/payment.cursor.js';
import type {
  ListPaymentsOptions,
  PaymentCounts,
  PaymentPage,
  WaitOptions,
} from './payments/payment.list.js';
import type { Account, Payment, PaymentReview } from './payments/payment.js';

/** What the service of an account works with. */
export interface PaymentsContext {
  readonly account: Account;
  readonly ledger: Ledger;
  readonly checkout: Checkout;
  readonly orderStatus: OrderStatusCheck;
  readonly publisher: EventPublisher;
  /** Writes a copy of the ledger. */
  readonly backUp: (path: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const REVIEWS: Readonly<Record<PaymentReview, ReviewSearch>> = {
  conflicted: { kind: 'event', event: PaymentConflictedEvent.type },
  unconfirmed: { kind: 'unconfirmed' },
};
/** A call that is still running is not in doubt yet. */
const IN_DOUBT_AFTER_MS = 5 * 60 * 1000;
const DEFAULT_WAIT_MS = 30_000;
/** The longest time that setTimeout takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The payments of one account. Inject it where orders are taken. */
export class OvgcPaymentsService {
  constructor(private readonly context: PaymentsContext) {}

  /**
   * Creates a payment, and returns it with the `url` to redirect the customer to. Idempotent by `orderUuid`: for an
   * order that has a payment it returns that payment without a call to the gateway, and an order that was left in doubt
   * is asked for again with the same `order_uuid` (docs/gateway-api.md, Create a payment).
   *
   * @throws OvgcInvalidRequestError `invalid_request`: a field is wrong; nothing was sent
   * @throws OvgcOrderMismatchError `order_mismatch`: the order was asked for before with another amount or e-mail address
   * @throws OvgcRejectedError `validation_failed`, `invalid_amount`, `gateway_inactive`, `unauthorized`: the gateway
   *   refused (docs/gateway-api.md, Errors)
   * @throws OvgcUnavailableError `gateway_unavailable`: every attempt got no answer, or 408, 429 or 5xx
   * @throws OvgcUnexpectedAnswerError `unexpected_answer`: the answer is not documented
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   * @example
   * const payment = await this.payments.createPaymentRequest({
   *   orderUuid: order.id,
   *   totalAmount: '25.00',
   *   email: order.email,
   *   successUrl: `https://shop.example/orders/${order.id}`,
   *   cancelUrl: `https://shop.example/orders/${order.id}`,
   * });
   * response.redirect(303, payment.url);
   */
  createPaymentRequest(request: CreatePaymentRequestDto): Promise<Payment> {
    return this.context.checkout.createPayment(request);
  }

  /**
   * Finds the payment of an order; null when the gateway has not answered for one.
   *
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async findByOrder(orderUuid: string): Promise<Payment | null> {
    const { account, ledger } = this.context;
    const [row] = await orLedgerUnavailable(selectOrders(ledger.reader, account.name, [orderUuid]));
    return row && isPayment(row) ? toPayment(row, account) : null;
  }

  /**
   * Finds the payment of a transaction of the gateway; null when this account has none.
   *
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async findByTransaction(transactionId: string): Promise<Payment | null> {
    const { account, ledger } = this.context;
    const [row] = await orLedgerUnavailable(
      selectByTransactions(ledger.reader, account.name, [transactionId]),
    );
    return row ? toPayment(row, account) : null;
  }

  /**
   * Lists payments, newest first. Payments that are added in the meantime don't shift the next page.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: an unknown status, review, limit or cursor
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   * @example
   * const { payments, nextCursor } = await this.payments.list({ review: 'conflicted', limit: 20 });
   */
  async list(options: ListPaymentsOptions = {}): Promise<PaymentPage> {
    const { account, ledger } = this.context;
    const { filter: status, limit, after } = checkPaymentPage(options);
    const review = options.review && REVIEWS[options.review];
    const page = { status, review, limit: limit + 1, after };
    const rows = await orLedgerUnavailable(selectPage(ledger.reader, account.name, page));
    const { shown, last } = cutPage(rows, limit);
    return {
      payments: shown.map((row) => toPayment(row, account)),
      nextCursor: last && encodeCursor(last),
    };
  }

  /**
   * Counts the payments that somebody should review. A count that stays above zero needs attention.
   *
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async counts(): Promise<PaymentCounts> {
    const { account, ledger, now } = this.context;
    const { reader } = ledger;
    const inDoubtSince = now() - IN_DOUBT_AFTER_MS;
    return orLedgerUnavailable(
      (async () => ({
        conflicted: await countForReview(reader, account.name, REVIEWS.conflicted),
        unconfirmed: await countForReview(reader, account.name, REVIEWS.unconfirmed),
        inDoubt: await countInDoubt(reader, account.name, inDoubtSince),
      }))(),
    );
  }

  /**
   * Asks the gateway for the status of an order's payment, and applies the answer, with its events. The module does the
   * same by itself before it expires a payment. `Paid` counts as a success only with `orderStatus.trustPaid`; otherwise
   * it is stored and returned as `gatewayStatus`. Needs the option `orderStatus`.
   *
   * @throws OvgcOrderStatusOffError `order_status_off`: the option is off
   * @throws OvgcPaymentNotFoundError `payment_not_found`: the order has no payment
   * @throws OvgcOrderStatusUnknownError `order_status_unknown`: the gateway could not be asked, or gave no status
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async reconcile(orderUuid: string): Promise<Payment> {
    const { account, ledger, orderStatus } = this.context;
    if (!orderStatus.isOn) throw new OvgcOrderStatusOffError();
    const [row] = await orLedgerUnavailable(selectOrders(ledger.reader, account.name, [orderUuid]));
    if (row === undefined || !isPayment(row)) throw new OvgcPaymentNotFoundError(orderUuid);
    const status = await orderStatus.ask(row);
    await orLedgerUnavailable(orderStatus.record(row, status));
    return (await this.findByOrder(orderUuid)) ?? toPayment(row, account);
  }

  /**
   * Writes a copy of the ledger to a new file while the app runs: every payment, webhook and event that is stored. The
   * app holds the ledger's lock, so no other process can make one. Calls and webhooks wait meanwhile, about 0.3 seconds
   * for 100 MB.
   *
   * @param path of a file that doesn't exist, in a folder that does
   * @throws OvgcInvalidRequestError `invalid_request`: the path exists, or no file can be made there
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed, or the disk is full
   */
  backup(path: string): Promise<void> {
    return orLedgerUnavailable(this.context.backUp(path));
  }

  /**
   * Emits the payment of an order now, and again each time its status changes, until the app shuts down: even an
   * expired payment can still be paid. For `@Sse` and pages that wait.
   *
   * Fails with OvgcPaymentNotFoundError `payment_not_found` when the order has no payment.
   */
  watch(orderUuid: string): Observable<Payment> {
    const changed = this.context.publisher.payments$.pipe(
      filter(({ payment }) => payment.orderUuid === orderUuid),
    );
    // Subscribed before the first read, so that no change is missed in between.
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
   * @throws OvgcInvalidRequestError `invalid_request`: `timeoutMs` is not a number from 0 on
   * @throws OvgcPaymentNotFoundError `payment_not_found`: the order has no payment
   * @throws OvgcWaitTimeoutError `wait_timeout`: it was still pending after the time, or when the app shut down
   * @throws the reason of `signal`
   */
  async waitForOutcome(orderUuid: string, options: WaitOptions = {}): Promise<Payment> {
    const { timeoutMs = DEFAULT_WAIT_MS, signal } = options;
    if (!(timeoutMs >= 0)) {
      throw new OvgcInvalidRequestError(['timeoutMs must be a number of milliseconds, from 0 on']);
    }
    signal?.throwIfAborted();
    const decided = this.watch(orderUuid).pipe(filter(({ status }) => status !== 'Pending'));
    const late = timer(Math.min(timeoutMs, LONGEST_TIMER_MS)).pipe(
      concatMap(() => throwError(() => new OvgcWaitTimeoutError(orderUuid, timeoutMs))),
    );
    const aborted = (signal ? [fromEvent(signal, 'abort')] : []).map((abort) =>
      abort.pipe(concatMap(() => throwError(() => signal?.reason as unknown))),
    );
    return firstValueFrom(
      race(decided, late, ...aborted).pipe(
        throwIfEmpty(() => new OvgcWaitTimeoutError(orderUuid, timeoutMs)),
      ),
    );
  }
}
