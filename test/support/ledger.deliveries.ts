import {
  insertDeliveries,
  selectDeliveries,
  selectDue,
  selectNextDue,
} from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import {
  leaseDeliveries,
  leaseToken,
  settleDeliveries,
  type Settlement,
} from '../../libs/ovgc/src/ledger/leases.queries.js';
import { insertEvents } from '../../libs/ovgc/src/ledger/events.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { ACCOUNT, type deliveryRow, eventRow, write } from './ledger.rows.js';

const HANDLERS = ['Shop.fulfil', 'Mail.send'];

export const done: Settlement = {
  state: 'done',
  nextAttemptAt: 1000,
  lastError: null,
  finishedAt: 1000,
};
export const givenUp: Settlement = { ...done, state: 'failed', lastError: 'no' };

/** What a test does with the deliveries of a ledger, each write in a transaction of its own. */
export function deliveriesOf(ledger: () => Ledger) {
  /** Stores deliveries, and an event for each that has none. */
  const insert = (...rows: ReturnType<typeof deliveryRow>[]) =>
    write(ledger(), async (trx) => {
      const events = new Map(rows.map((row) => [row.eventId, row]));
      await insertEvents(
        trx,
        [...events.values()].map((row) => eventRow(row.eventId, row.orderUuid, row.account)),
      );
      await insertDeliveries(trx, rows);
    });
  /** Of all handlers, each up to the limit; the longest waiting first. */
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
  /** Answers the token it was taken under. */
  const leaseId = async (id: number, holder: string, now: number, until: number) => {
    await write(ledger(), (trx) => leaseDeliveries(trx, [id], { holder, now, until }));
    return leaseToken(holder, id);
  };
  const lease = async (eventId: string, holder: string, now: number, until: number) => {
    const found = (await all()).find((row) => row.eventId === eventId);
    return leaseId(found?.id ?? -1, holder, now, until);
  };
  /** Answers whether the lease held. */
  const settle = async (token: string, settlement: Settlement) => {
    const ids = await write(ledger(), (trx) => settleDeliveries(trx, [token], settlement));
    return ids.length === 1;
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
  const one = async () => (await all())[0];
  return { insert, due, idsDue, leaseId, lease, settle, all, nextDue, one };
}
