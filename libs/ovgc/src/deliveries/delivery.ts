import { fromEventRow } from '../events/event.record.js';
import type { PaymentEvent } from '../events/payment.events.js';
import type { DeliveryWithEvent } from '../ledger/deliveries.queries.js';
import type { DeliveryState } from '../ledger/ledger.tables.js';

/** The delivery of one event to one durable handler. */
export interface Delivery {
  /** Pass it to `OvgcDeliveriesService.replay`. */
  readonly id: string;
  /** The name of the handler, such as `OrderFulfilment.fulfil`. */
  readonly handler: string;
  readonly event: PaymentEvent;
  /**
   * - `pending`: waits for an attempt, or an attempt is running.
   * - `completed`: the handler returned without an error.
   * - `dead_lettered`: the handler kept failing and isn't retried. It can be replayed.
   */
  readonly state: DeliveryState;
  /** How many attempts have begun since the delivery was created or last replayed. */
  readonly attempts: number;
  /** When the next attempt is due. Means nothing unless the delivery is pending. */
  readonly nextAttemptAt: Date;
  /** The message of the last attempt's error; null if there was none. */
  readonly lastError: string | null;
}

/** What {@link OvgcDeliveriesService.list} takes. */
export interface ListDeliveriesOptions {
  /** Only deliveries in this state. Default: all. */
  readonly state?: DeliveryState | undefined;
  /** The page size, 1 to 500. Default 50. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Default: the first page. */
  readonly cursor?: string | undefined;
}

/** A page of deliveries, newest first. */
export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  /** Pass it as `cursor` to get the next page. Null on the last page. */
  readonly nextCursor: string | null;
}

/** How many deliveries are in each state. */
export interface DeliveryCounts {
  readonly pending: number;
  readonly completed: number;
  /** Above zero, somebody should fix the handler and replay them. */
  readonly deadLettered: number;
  /** Payments that succeeded while the app had no durable handler for it. Above zero, somebody should deliver them. */
  readonly unhandled: number;
}

/** What {@link OvgcDeliveriesService.reassign} takes. */
export interface ReassignOptions {
  /** The name of a handler that the app no longer has. */
  readonly from: string;
  /** The name of a durable handler that the app has. */
  readonly to: string;
}

/** What {@link OvgcDeliveriesService.reassign} did. */
export interface Reassignment {
  /** How many deliveries `to` has got. */
  readonly moved: number;
  /** How many pending and dead-lettered deliveries `from` still has. */
  readonly left: number;
}

/** Converts a row of the ledger. */
export function toDelivery(row: DeliveryWithEvent): Delivery {
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
