import {
  leaseDeliveries,
  leaseToken,
  selectDue,
  selectNextDue,
} from '../../libs/ovgc/src/ledger/claims.queries.js';
import {
  insertDeliveries,
  selectDeliveries,
} from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import { insertEvents } from '../../libs/ovgc/src/ledger/events.queries.js';
import { type AttemptEnd, endLeases } from '../../libs/ovgc/src/ledger/leases.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { ACCOUNT, type deliveryRow, eventRow, write } from './ledger.rows.js';

const HANDLERS = ['Shop.fulfil', 'Mail.send'];

export const completed: AttemptEnd = {
  state: 'completed',
  nextAttemptAt: 1000,
  lastError: null,
  finishedAt: 1000,
};
export const deadLettered: AttemptEnd = { ...completed, state: 'dead_lettered', lastError: 'no' };

/** Reads and writes the deliveries of a ledger for a test, each write in its own transaction. */
export function deliveriesOf(ledger: () => Ledger) {
  /** Stores deliveries, and an event for each of them. */
  const insert = (...rows: ReturnType<typeof deliveryRow>[]) =>
    write(ledger(), async (trx) => {
      const events = new Map(rows.map((row) => [row.eventId, row]));
      await insertEvents(
        trx,
        [...events.values()].map((row) => eventRow(row.eventId, row.orderUuid, row.account)),
      );
      await insertDeliveries(trx, rows);
    });
  /** Returns the due deliveries of all handlers, for each handler up to the limit, in the order of their due times. */
  const due = async (now: number, search: { excluding?: number[]; limit?: number } = {}) => {
    const found = await write(ledger(), (trx) =>
      Promise.all(
        HANDLERS.map((handler) =>
          selectDue(trx, ACCOUNT, { handler, excluding: [], limit: 99, now, ...search }),
        ),
      ),
    );
    return found.flat().toSorted((a, b) => a.nextAttemptAt - b.nextAttemptAt || a.id - b.id);
  };
  const idsDue = async (now: number) => (await due(now)).map(({ eventId }) => eventId);
  /** Claims a delivery. Returns the token of its lease. */
  const leaseId = async (id: number, holder: string, now: number, until: number) => {
    await write(ledger(), (trx) => leaseDeliveries(trx, [id], { holder, now, until }));
    return leaseToken(holder, id);
  };
  const lease = async (eventId: string, holder: string, now: number, until: number) => {
    const found = (await all()).find((row) => row.eventId === eventId);
    return leaseId(found?.id ?? -1, holder, now, until);
  };
  /** Ends an attempt. Returns whether its lease was held. */
  const end = async (token: string, attemptEnd: AttemptEnd) => {
    const tokens = await write(ledger(), (trx) => endLeases(trx, [token], attemptEnd));
    return tokens.length === 1;
  };
  const all = () =>
    selectDeliveries(ledger().reader, ACCOUNT, { state: null, limit: 99, below: null });
  const nextDue = async (search: { excluding?: number[]; now?: number } = {}) => {
    const times = await Promise.all(
      HANDLERS.map((handler) =>
        selectNextDue(ledger().reader, ACCOUNT, { handler, excluding: [], now: 0, ...search }),
      ),
    );
    const known = times.filter((time) => time !== null);
    return known.length === 0 ? null : Math.min(...known);
  };
  const newest = async () => (await all())[0];
  return { insert, due, idsDue, leaseId, lease, end, all, nextDue, newest };
}

/** The newest delivery in a ledger. */
export async function newestDelivery(ledger: Ledger) {
  const page = { state: null, limit: 1, below: null };
  const [delivery] = await selectDeliveries(ledger.reader, ACCOUNT, page);
  if (!delivery) throw new Error('there is no delivery');
  return delivery;
}
