import type { ModelWebhook, ShopModel } from './shop.model.js';
import type { Program } from './shop.program.js';
import type { ShopRun } from './shop.run.js';

/** The state when nothing is left to do. */
export interface End {
  readonly violations: readonly string[];
  /** Transaction, status and events, by order. */
  readonly payments: Readonly<Record<string, readonly [string, string, ...string[]]>>;
  readonly webhooks: ShopModel['webhooks'];
  /** The events that each durable handler received, by order, in the order of their first calls. */
  readonly follow: Readonly<Record<string, readonly string[]>>;
  readonly fulfil: Readonly<Record<string, readonly string[]>>;
}

/** The state that the model expects. */
export function endOf({ payments, webhooks }: ShopModel, { fulfils }: Program): End {
  const eventsOf = [...payments].map(([order, { events }]) => [order, events] as const);
  return {
    violations: [],
    payments: Object.fromEntries(
      [...payments].map(([order, one]) => [order, [one.transaction, one.status, ...one.events]]),
    ),
    webhooks,
    follow: Object.fromEntries(eventsOf),
    fulfil: Object.fromEntries(
      eventsOf.flatMap(([order, events]) => {
        const paid = events.filter((event) => event.startsWith('succeeded'));
        return fulfils && paid.length > 0 ? [[order, paid]] : [];
      }),
    ),
  };
}

/** The state that the module has reached. */
export function endReached({ database, watch, violations }: ShopRun): End {
  const payments = database.rows<{ order: string; transaction: string; status: string }>(
    `select order_uuid as "order", transaction_id as "transaction", status from ovgc_payments
     where transaction_id is not null order by rowid`,
  );
  const events = database.rows<{ id: string; order: string; name: string; payload: string }>(
    'select id, order_uuid as "order", name, payload from ovgc_events order by rowid',
  );
  const eventsOf = (order: string) => events.filter((event) => event.order === order);
  const handledBy = (handler: string) => {
    const done = [...watch.received].filter(([name, one]) => one.done && name.startsWith(handler));
    const ids = done.map(([name]) => name.slice(handler.length + 1));
    const handled = ids.flatMap((id) => events.filter((event) => event.id === id));
    return Object.fromEntries(
      [...new Set(handled.map(({ order }) => order))].map((order) => [
        order,
        handled.filter((event) => event.order === order).map(kindOf),
      ]),
    );
  };
  return {
    violations,
    payments: Object.fromEntries(
      payments.map(({ order, transaction, status }) => [
        order,
        [transaction, status, ...eventsOf(order).map(kindOf)],
      ]),
    ),
    webhooks: database
      .rows<Omit<ModelWebhook, 'reported'> & { reported: number }>(
        `select transaction_id as "transaction", outcome, received_at as at, state,
         reported_at is not null as reported from ovgc_webhooks order by id`,
      )
      .map((row) => ({ ...row, reported: row.reported === 1 })),
    follow: handledBy('follow'),
    fulfil: handledBy('fulfil'),
  };
}

function kindOf({ name, payload }: { readonly name: string; readonly payload: string }): string {
  const kind = name.replace('ovgc.payment.', '');
  const { late } = JSON.parse(payload) as { late?: boolean };
  return late === true ? `${kind} late` : kind;
}
