import type { DeliveryRunner } from './events/delivery.runner.js';
import { fromEventRow } from './events/event.record.js';
import type { PaymentEvent } from './events/payment.events.js';
import {
  countDeliveries,
  type DeliveryWithEvent,
  reopenDeliveries,
  selectDeliveries,
} from './ledger/deliveries.queries.js';
import { eachAlone } from './ledger/group-commit.js';
import type { Ledger } from './ledger/ledger.js';
import { DELIVERY_STATES, type DeliveryState } from './ledger/ledger.tables.js';
import { OvgcDeliveryNotFoundError } from './ovgc.errors.js';
import { checkPage, cutPage } from './paging/page.js';
import type { Account } from './payments/account.js';

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
  readonly state?: DeliveryState;
  /** How many at the most, 1 to 500. Default 50. */
  readonly limit?: number;
  /** Where the page before ended: its `nextCursor`. */
  readonly cursor?: string;
}

/** A page of deliveries, newest first. */
export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  /** For the next page; null when this is the last one. */
  readonly nextCursor: string | null;
}

/** How many deliveries stand where. */
export type DeliveryCounts = Readonly<Record<DeliveryState, number>>;

/** What became of events on their way to durable handlers: inject it for an admin page, a metric, or a mended handler. */
export class OvgcDeliveriesService {
  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly runner: DeliveryRunner,
    private readonly now: () => number,
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
      placeOf,
    );
    const rows = await selectDeliveries(this.ledger.reader, this.account.name, {
      state: filter,
      limit: limit + 1,
      below: after,
    });
    const { shown, last } = cutPage(rows, limit);
    return { deliveries: shown.map(toDelivery), nextCursor: last && String(last.id) };
  }

  /** How many there are in each state. `failed` above zero wants a person. */
  async counts(): Promise<DeliveryCounts> {
    const rows = await countDeliveries(this.ledger.reader, this.account.name);
    const count = (state: DeliveryState) => rows.find((row) => row.state === state)?.count ?? 0;
    return { pending: count('pending'), done: count('done'), failed: count('failed') };
  }

  /**
   * Tries a delivery again that was given up, at once and with a fresh schedule.
   *
   * @throws OvgcDeliveryNotFoundError `delivery_not_found`: none that was given up has that id
   */
  async replay(deliveryId: string): Promise<void> {
    const id = placeOf(deliveryId);
    const reopened = id === null ? 0 : await this.reopen({ id, handler: null });
    if (reopened === 0) throw new OvgcDeliveryNotFoundError(deliveryId);
  }

  /** Tries all deliveries again that were given up, of one handler or of all; answers how many. */
  replayAll(options: { handler?: string } = {}): Promise<number> {
    return this.reopen({ id: null, handler: options.handler ?? null });
  }

  private async reopen(search: { id: number | null; handler: string | null }): Promise<number> {
    const { account, now } = this;
    const input = { account: account.name, search, now: now() };
    const reopened = await this.ledger.commit(reopen, input);
    this.runner.wake();
    return reopened;
  }
}

const reopen = eachAlone(
  (
    trx,
    input: {
      readonly account: string;
      readonly search: { readonly id: number | null; readonly handler: string | null };
      readonly now: number;
    },
  ) => reopenDeliveries(trx, input.account, input.search, input.now),
);

/** A delivery's place in a list is its number. */
function placeOf(cursor: string): number | null {
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}

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
