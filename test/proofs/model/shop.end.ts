import type { ModelWebhook, ShopModel } from './shop.model.js';
import type { Program } from './shop.program.js';
import type { ShopRun } from './shop.run.js';

/** Where everything stands when nothing is left to do. */
export interface End {
  readonly violations: readonly string[];
  /** Transaction, status and what was told of it, by order. */
  readonly payments: Readonly<Record<string, readonly [string, string, ...string[]]>>;
  readonly webhooks: ShopModel['webhooks'];
  /** What each durable handler was told, by payment, in the order of the first calls. */
  readonly follow: Readonly<Record<string, readonly string[]>>;
  readonly fulfil: Readonly<Record<string, readonly string[]>>;
}

/** What the model says. */
export function endOf({ payments, webhooks }: ShopModel, { fulfils }: Program): End {
  const told = [...payments].map(([order, { events }]) => [order, events] as const);
  return {
    violations: [],
    payments: Object.fromEntries(
      [...payments].map(([order, one]) => [order, [one.transaction, one.status, ...one.events]]),
    ),
    webhooks,
    follow: Object.fromEntries(told),
    fulfil: Object.fromEntries(
      told.flatMap(([order, events]) => {
        const paid = events.filter((event) => event.startsWith('succeeded'));
        return fulfils && paid.length > 0 ? [[order, paid]] : [];
      }),
    ),
  };
}

/** What came of it. */
export function endReached({ database, watch, violations }: ShopRun): End {
  const payments = database.rows<{ order: string; transaction: string; status: string }>(
    `select order_uuid as "order", transaction_id as "transaction", status from ovgc_payments
     where transaction_id is not null order by rowid`,
  );
  const events = database.rows<{ id: string; order: string; name: string; payload: string }>(
    'select id, order_uuid as "order", name, payload from ovgc_events order by rowid',
  );
  const toldOf = (order: string) => events.filter((event) => event.order === order);
  const heardBy = (handler: string) => {
    const heardInOrder = [...watch.heard].filter(
      ([name, { done }]) => done && name.startsWith(handler),
    );
    const ids = heardInOrder.map(([name]) => name.slice(handler.length + 1));
    const heard = ids.flatMap((id) => events.filter((event) => event.id === id));
    return Object.fromEntries(
      [...new Set(heard.map(({ order }) => order))].map((order) => [
        order,
        heard.filter((event) => event.order === order).map(kindOf),
      ]),
    );
  };
  return {
    violations,
    payments: Object.fromEntries(
      payments.map(({ order, transaction, status }) => [
        order,
        [transaction, status, ...toldOf(order).map(kindOf)],
      ]),
    ),
    webhooks: database
      .rows<Omit<ModelWebhook, 'reported'> & { reported: number }>(
        `select transaction_id as "transaction", outcome, received_at as at, state,
         reported_at is not null as reported from ovgc_webhooks order by id`,
      )
      .map((row) => ({ ...row, reported: row.reported === 1 })),
    follow: heardBy('follow'),
    fulfil: heardBy('fulfil'),
  };
}

function kindOf({ name, payload }: { readonly name: string; readonly payload: string }): string {
  const kind = name.replace('ovgc.payment.', '');
  const { late } = JSON.parse(payload) as { late?: boolean };
  return late === true ? `${kind} late` : kind;
}
