import { fromEventRow } from '../events/event.record.js';
import { type PaymentEvent, PaymentSucceededEvent } from '../events/payment.events.js';
import {
  countDeliveries,
  type ReplaySearch,
  selectDeliveries,
} from '../ledger/deliveries.queries.js';
import { countUnhandled, selectUnhandled } from '../ledger/events.queries.js';
import { orLedgerUnavailable } from '../ledger/ledger.failure.js';
import { DELIVERY_STATES, type DeliveryState } from '../ledger/ledger.tables.js';
import { OvgcDeliveryNotFoundError, OvgcInvalidRequestError } from '../ovgc.errors.js';
import { checkLimit, checkPage, cutPage, rowCursor } from '../pagination/page.js';
import {
  type DeliveryCounts,
  type DeliveryPage,
  type ListDeliveriesOptions,
  type Reassignment,
  type ReassignOptions,
  toDelivery,
} from './delivery.js';
import type { DeliveryContext } from './delivery.context.js';
import type { DeliveryWorker } from './delivery.worker.js';
import { deliverUnhandled, reassign, replay } from './replay.operations.js';

const SUCCEEDED = PaymentSucceededEvent.type;
/** How many unhandled events one transaction delivers: webhooks must not wait for all of them. */
const UNHANDLED_BATCH = 500;

/**
 * Shows how events reach durable handlers, and delivers again what went wrong. Inject it into an admin page, a health
 * check or a metric.
 *
 * ```ts
 * @Injectable()
 * export class FailedHandlers {
 *   constructor(private readonly deliveries: OvgcDeliveriesService) {}
 *
 *   list() {
 *     return this.deliveries.list({ state: 'dead_lettered' });
 *   }
 *
 *   replay(deliveryId: string) {
 *     return this.deliveries.replay(deliveryId);
 *   }
 * }
 * ```
 *
 * Every method throws an `OvgcLedgerUnavailableError` (`ledger_unavailable`) when the database fails.
 */
export class OvgcDeliveriesService {
  constructor(
    private readonly context: Pick<
      DeliveryContext,
      'account' | 'ledger' | 'unitOfWork' | 'handlers'
    >,
    private readonly worker: Pick<DeliveryWorker, 'wake'>,
  ) {}

  /**
   * Lists deliveries, newest first, page by page.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: an unknown state, a limit outside 1 to 500, or a cursor that no
   *   earlier page returned
   */
  async list(options: ListDeliveriesOptions = {}): Promise<DeliveryPage> {
    const { filter, limit, after } = checkPage(
      options,
      { name: 'state', asked: options.state, known: DELIVERY_STATES },
      rowCursor,
    );
    const page = { state: filter, limit: limit + 1, below: after };
    const { account, ledger } = this.context;
    const rows = await orLedgerUnavailable(selectDeliveries(ledger.reader, account, page));
    const { shown, last } = cutPage(rows, limit);
    return { deliveries: shown.map(toDelivery), nextCursor: last && String(last.id) };
  }

  /** Counts deliveries by state. Alert on `deadLettered` or `unhandled` above zero. */
  async counts(): Promise<DeliveryCounts> {
    const { account, ledger } = this.context;
    const rows = await orLedgerUnavailable(countDeliveries(ledger.reader, account));
    const count = (state: DeliveryState) => rows.find((row) => row.state === state)?.count ?? 0;
    const unhandled = await orLedgerUnavailable(countUnhandled(ledger.reader, account, SUCCEEDED));
    return {
      pending: count('pending'),
      completed: count('completed'),
      deadLettered: count('dead_lettered'),
      unhandled,
    };
  }

  /**
   * Calls the handler of a dead-lettered delivery again: at once, and with retries as if it were new. The idempotency
   * key stays the same.
   *
   * @throws OvgcDeliveryNotFoundError `delivery_not_found`: no dead-lettered delivery has this id
   */
  async replay(deliveryId: string): Promise<void> {
    const id = rowCursor(deliveryId);
    const replayed = id === null ? 0 : await this.replaySome({ id, handler: null });
    if (replayed === 0) throw new OvgcDeliveryNotFoundError(deliveryId);
  }

  /** Replays all dead-lettered deliveries, or those of one handler. Returns how many there were. */
  replayAll(options: { handler?: string } = {}): Promise<number> {
    return this.replaySome({ id: null, handler: options.handler ?? null });
  }

  /**
   * Moves the pending and dead-lettered deliveries of a handler that the app no longer has to one that it has, in one
   * transaction. Use it after a handler's class or method was renamed, or a bundler renamed it. Pending ones are
   * delivered when they are due, dead-lettered ones can be replayed, and each keeps its idempotency key.
   *
   * Nobody is fulfilled twice: a delivery stays where it is if `to` has one of the same event already, in any state. It
   * also stays if `to` doesn't listen to its event, or while another process runs its handler.
   *
   * ```ts
   * const { moved, left } = await this.deliveries.reassign({
   *   from: 'OrderFulfilment.fulfil',
   *   to: 'Fulfilment.fulfil',
   * });
   * ```
   *
   * @throws OvgcInvalidRequestError `invalid_request`: the app has no durable handler `to`, or still has `from`
   */
  async reassign({ from, to }: ReassignOptions): Promise<Reassignment> {
    const { handlers, unitOfWork } = this.context;
    const problems = reassignProblems({ from, to }, handlers.names());
    if (problems.length > 0) throw new OvgcInvalidRequestError(problems);
    const reassignment = await orLedgerUnavailable(unitOfWork.run(reassign, { from, to }));
    this.worker.wake();
    return reassignment;
  }

  /**
   * Lists the events of payments that succeeded while the app had no durable handler for it, oldest first.
   *
   * @param options.limit how many events at most, 1 to 500; default 50
   * @throws OvgcInvalidRequestError `invalid_request`: a limit outside 1 to 500
   */
  async listUnhandled(options: { readonly limit?: number } = {}): Promise<readonly PaymentEvent[]> {
    const limit = checkLimit(options.limit);
    const { account, ledger } = this.context;
    const rows = await orLedgerUnavailable(
      selectUnhandled(ledger.reader, account, SUCCEEDED, limit),
    );
    return rows.map((row) => fromEventRow({ ...row, eventId: row.id }));
  }

  /**
   * Delivers payments that succeeded while the app had no durable handler for it, oldest first, to the handlers that it
   * has now. Returns how many payments there were; 0 when there is still no handler.
   */
  async deliverUnhandled(): Promise<number> {
    const batch = { type: SUCCEEDED, limit: UNHANDLED_BATCH } as const;
    let total = 0;
    let delivered: number;
    do {
      delivered = await orLedgerUnavailable(this.context.unitOfWork.run(deliverUnhandled, batch));
      total += delivered;
      this.worker.wake();
    } while (delivered === UNHANDLED_BATCH);
    return total;
  }

  private async replaySome(search: ReplaySearch): Promise<number> {
    const replayed = await orLedgerUnavailable(this.context.unitOfWork.run(replay, search));
    this.worker.wake();
    return replayed;
  }
}

function reassignProblems(
  { from, to }: ReassignOptions,
  handlers: readonly string[],
): readonly string[] {
  const problems: string[] = [];
  if (typeof from !== 'string' || from === '') problems.push('from must be the name of a handler');
  if (handlers.includes(from)) {
    problems.push(`from must be a handler that the app no longer has, and it has ${from}`);
  }
  if (!handlers.includes(to)) {
    const known = handlers.length === 0 ? 'none' : handlers.join(', ');
    problems.push(`to must be a durable handler that the app has (${known}), not ${to}`);
  }
  return problems;
}
