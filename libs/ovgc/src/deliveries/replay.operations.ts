import { toDeliveryRows } from '../events/delivery.record.js';
import { fromEventRow } from '../events/event.record.js';
import type { PaymentEventType } from '../events/payment.events.js';
import {
  insertDeliveries,
  replayDeliveries,
  type ReplaySearch,
} from '../ledger/deliveries.queries.js';
import { markHandled, selectUnhandled } from '../ledger/events.queries.js';
import { countOpenDeliveries, moveDeliveries } from '../ledger/reassign.queries.js';
import { forEachInput } from '../ledger/unit-of-work.js';
import type { Reassignment, ReassignOptions } from './delivery.js';

/** Makes dead-lettered deliveries due now, as if they were new. Returns how many there were. */
export const replay = forEachInput(
  async (trx, search: ReplaySearch, { account, steadyNow: now }) => ({
    output: await replayDeliveries(trx, account.name, search, now),
  }),
);

/** Moves the open deliveries of a handler that the app no longer has to one that it has. */
export const reassign = forEachInput(
  async (trx, { from, to }: ReassignOptions, { account, steadyNow, handlers }) => {
    const types = [...handlers].flatMap(([type, names]) => (names.includes(to) ? [type] : []));
    const moved = await moveDeliveries(trx, account.name, { from, to, types }, steadyNow);
    const left = await countOpenDeliveries(trx, account.name, from);
    const output: Reassignment = { moved, left };
    return { output };
  },
);

/**
 * Delivers events of one type that no durable handler listened to, oldest first, to the handlers that listen now.
 * Returns how many events there were; 0 when there is still no handler.
 */
export const deliverUnhandled = forEachInput(
  async (
    trx,
    { type, limit }: { readonly type: PaymentEventType; readonly limit: number },
    { account, steadyNow, handlers },
  ) => {
    const names = handlers.get(type) ?? [];
    if (names.length === 0) return { output: 0 };
    const rows = await selectUnhandled(trx, account.name, type, limit);
    const events = rows.map((row) => fromEventRow({ ...row, eventId: row.id }));
    await insertDeliveries(
      trx,
      events.flatMap((event) => toDeliveryRows(event, names, steadyNow)),
    );
    await markHandled(
      trx,
      rows.map(({ id }) => id),
    );
    return { output: rows.length };
  },
);
