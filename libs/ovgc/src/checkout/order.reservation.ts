import {
  amendIntent,
  deleteIntents,
  insertIntents,
  type OrderRow,
  selectOrders,
} from '../ledger/payments.queries.js';
import { forEachInput, type Operation } from '../ledger/unit-of-work.js';

/** What the ledger has for an order, before the gateway is asked. */
export interface ReservedOrder {
  readonly order: OrderRow;
  /** Whether this call reserved it: no earlier call left it in doubt. */
  readonly isNew: boolean;
}

/** Stores the intent to ask the gateway, or finds what the ledger has for the order already. */
export const reserveOrders: Operation<OrderRow, ReservedOrder> = async (trx, asked, context) => {
  const fresh = new Set(await insertIntents(trx, asked));
  // While the gateway has not answered, what is not charged may change: otherwise one bad URL would stay for good.
  for (const intent of asked.filter(({ orderUuid }) => !fresh.has(orderUuid))) {
    await amendIntent(trx, intent);
  }
  const orderUuids = asked.map(({ orderUuid }) => orderUuid);
  const stored = await selectOrders(trx, context.account.name, orderUuids);
  const rows = new Map(stored.map((row) => [row.orderUuid, row]));
  const outputs = asked.map((own) => ({
    order: rows.get(own.orderUuid) ?? own,
    isNew: fresh.has(own.orderUuid),
  }));
  return { outputs };
};

/** Deletes the intent of an order that came to nothing. */
export const releaseOrder = forEachInput(async (trx, orderUuid: string, { account }) => {
  await deleteIntents(trx, account.name, [orderUuid]);
  return { output: undefined };
});
