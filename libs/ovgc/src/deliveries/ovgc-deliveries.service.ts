import { deliverUnhandledEvents } from '../transitions/event.outbox.js';
import type { DeliveryWorker } from './delivery.worker.js';
import { fromEventRow } from '../events/event.record.js';
import { type PaymentEvent, PaymentSucceededEvent } from '../events/payment.events.js';
import {
  countDeliveries,
  type DeliveryWithEvent,
  reopenDeliveries,
  selectDeliveries,
} from '../ledger/deliveries.queries.js';
import { countUnhandled, selectUnhandled } from '../ledger/events.queries.js';
import { forEachInput, type UnitOfWork } from '../ledger/unit-of-work.js';
import { orLedgerUnavailable } from '../ledger/ledger.failure.js';
import type { Ledger } from '../ledger/ledger.js';
import { DELIVERY_STATES, type DeliveryState } from '../ledger/ledger.tables.js';
import { OvgcDeliveryNotFoundError } from '../ovgc.errors.js';
import { checkLimit, checkPage, cutPage } from '../pagination/page.js';
import { rowCursor } from '../pagination/page.js';
import type { Account } from '../payments/payment.js';

/** An event on its way to one durable handler. */
export interface Delivery {
  readonly id: string;
  /** Such as `OrderFulfilment.fulfil`. */
  readonly handler: string;
  readonly event: PaymentEvent;
  /** `pending`: to be handled, or being handled; `done`; `failed`: given up, a dead letter until it is replayed. */
  readonly state: DeliveryState;
  /** Tries begun, since it was created or last replayed. */
  readonly attempts: number;
  /** When it is tried next, while it is pending. */
  readonly nextAttemptAt: Date;
  /** What the last try failed with; null when it didn't. */
  readonly lastError: string | null;
}

/** Which deliveries {@link OvgcDeliveriesService.list} answers. */
export interface ListDeliveriesOptions {
  readonly state?: DeliveryState | undefined;
  /** How many at the most, 1 to 500. Default 50. */
  readonly limit?: number | undefined;
  /** Where the page before ended: its `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** A page of deliveries, newest first. */
export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  /** For the next page; null when this is the last one. */
  readonly nextCursor: string | null;
}

/** How many deliveries stand where. */
export interface DeliveryCounts extends Readonly<Record<DeliveryState, number>> {
  /** Payments that succeeded when no durable handler was there to hear it. */
  readonly unhandled: number;
}

const SUCCEEDED = PaymentSucceededEvent.type;
const UNHANDLED_STEP = 500;

/** What became of events on their way to durable handlers: inject it for an admin page, a metric, or a mended handler. */
export class OvgcDeliveriesService {
  constructor(
    private readonly context: {
      readonly account: Account;
      readonly ledger: Ledger;
      readonly unitOfWork: Pick<UnitOfWork<never>, 'run'>;
      readonly worker: Pick<DeliveryWorker, 'wake'>;
    },
  ) {}

  /**
   * Deliveries, newest first: those of a state, or all. `limit` is 1 to 500, 50 unless given.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: a state, limit or cursor that can't be
   */
  async list(options: ListDeliveriesOptions = {}): Promise<DeliveryPage> {
    const { filter, limit, after } = checkPage(
      options,
      { name: 'state', asked: options.state, known: DELIVERY_STATES },
      rowCursor,
    );
    const page = { state: filter, limit: limit + 1, below: after };
    const rows = await orLedgerUnavailable(
      selectDeliveries(this.context.ledger.reader, this.context.account.name, page),
    );
    const { shown, last } = cutPage(rows, limit);
    return { deliveries: shown.map(toDelivery), nextCursor: last && String(last.id) };
  }

  /** How many there are in each state. `failed` or `unhandled` above zero wants a person. */
  async counts(): Promise<DeliveryCounts> {
    const rows = await orLedgerUnavailable(
      countDeliveries(this.context.ledger.reader, this.context.account.name),
    );
    const count = (state: DeliveryState) => rows.find((row) => row.state === state)?.count ?? 0;
    const unhandled = await orLedgerUnavailable(
      countUnhandled(this.context.ledger.reader, this.context.account.name, SUCCEEDED),
    );
    return { pending: count('pending'), done: count('done'), failed: count('failed'), unhandled };
  }

  /**
   * Tries a delivery again that was given up, at once and with a fresh schedule.
   *
   * @throws OvgcDeliveryNotFoundError `delivery_not_found`: none that was given up has that id
   */
  async replay(deliveryId: string): Promise<void> {
    const id = rowCursor(deliveryId);
    const reopened = id === null ? 0 : await this.reopen({ id, handler: null });
    if (reopened === 0) throw new OvgcDeliveryNotFoundError(deliveryId);
  }

  /** Tries all deliveries again that were given up, of one handler or of all; answers how many. */
  replayAll(options: { handler?: string } = {}): Promise<number> {
    return this.reopen({ id: null, handler: options.handler ?? null });
  }

  /**
   * The events of payments that succeeded when no durable handler was there to hear it, the oldest first.
   *
   * @param limit how many at the most, 1 to 500; 50 unless given
   * @throws OvgcInvalidRequestError `invalid_request`: a limit that can't be
   */
  async listUnhandled(options: { readonly limit?: number } = {}): Promise<readonly PaymentEvent[]> {
    const limit = checkLimit(options.limit);
    const rows = await orLedgerUnavailable(
      selectUnhandled(this.context.ledger.reader, this.context.account.name, SUCCEEDED, limit),
    );
    return rows.map((row) => fromEventRow({ ...row, eventId: row.id }));
  }

  /**
   * Delivers the payments that succeeded when no durable handler was there to hear it, to the handlers that are there
   * now; answers how many payments they were.
   */
  async deliverUnhandled(): Promise<number> {
    let delivered = 0;
    let step: number;
    // In steps, so that webhooks need not wait for all of them.
    do {
      step = await orLedgerUnavailable(
        this.context.unitOfWork.run(deliverUnhandledEvents, {
          type: SUCCEEDED,
          limit: UNHANDLED_STEP,
        }),
      );
      delivered += step;
      this.context.worker.wake();
    } while (step === UNHANDLED_STEP);
    return delivered;
  }

  private async reopen(search: { id: number | null; handler: string | null }): Promise<number> {
    const reopened = await orLedgerUnavailable(this.context.unitOfWork.run(reopen, search));
    this.context.worker.wake();
    return reopened;
  }
}

const reopen = forEachInput(
  async (
    trx,
    search: { readonly id: number | null; readonly handler: string | null },
    { account, now },
  ) => ({ output: await reopenDeliveries(trx, account.name, search, now) }),
);

function toDelivery(row: DeliveryWithEvent): Delivery {
  return {
    id: String(row.id),
    handler: row.handler,
    event: fromEventRow(row),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: new Date(row.nextAttemptAt),
    lastError: row.lastError,
  };
}
