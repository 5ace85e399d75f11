import { isDeepStrictEqual } from 'node:util';

/** The rows of a ledger, by table, with the columns that are checked by name. */
export interface Content {
  readonly ovgc_payments: readonly {
    readonly order_uuid: string;
    readonly transaction_id: string | null;
    readonly status: string;
  }[];
  readonly ovgc_webhooks: readonly {
    readonly transaction_id: string;
    readonly outcome: string;
    readonly state: string;
  }[];
  readonly ovgc_events: readonly {
    readonly id: string;
    readonly name: string;
    readonly order_uuid: string;
  }[];
  readonly ovgc_deliveries: readonly {
    readonly event_id: string;
    readonly handler: string;
    readonly state: string;
  }[];
}

const TABLES = ['ovgc_payments', 'ovgc_webhooks', 'ovgc_events', 'ovgc_deliveries'] as const;

/** Reads every row of a ledger; a table that doesn't exist yet has none. */
export function readContent(query: (text: string) => readonly unknown[]): Content {
  const made = query("SELECT name FROM sqlite_master WHERE type = 'table'") as { name: string }[];
  const entries = TABLES.map((table) => {
    const isMade = made.some(({ name }) => name === table);
    return [table, isMade ? query(`SELECT * FROM ${table} ORDER BY rowid`) : []];
  });
  return Object.fromEntries(entries) as Content;
}

/**
 * Describes every transaction of which a ledger contains only a part. A webhook is applied if its payment exists and
 * has moved, and then its event and one delivery for each handler exist as well.
 *
 * @param handlers the durable handlers of each event
 */
export function partialTransactions(
  content: Content,
  handlers: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const known = new Set(content.ovgc_payments.map((payment) => payment.transaction_id));
  return [
    ...content.ovgc_webhooks.flatMap(({ transaction_id: id, outcome, state }) =>
      unequal(`${outcome} of ${id}`, state, known.has(id) ? 'applied' : 'unmatched'),
    ),
    ...content.ovgc_payments.flatMap((payment) => partialMoves(payment, content)),
    ...content.ovgc_events.flatMap(({ id, name }) => {
      const deliveries = content.ovgc_deliveries.filter(({ event_id: of }) => of === id);
      return unequal(
        `deliveries of ${id}`,
        deliveries.map(({ handler }) => handler),
        handlers[name],
      );
    }),
  ];
}

function partialMoves(
  { order_uuid: order, transaction_id: id, status }: Content['ovgc_payments'][number],
  { ovgc_webhooks: webhooks, ovgc_events: events }: Content,
): string[] {
  const said = new Set(webhooks.filter((one) => one.transaction_id === id).map(outcomeOf));
  const told = new Set(events.filter((one) => one.order_uuid === order).map(({ name }) => name));
  const isSaid = (outcome: string) => id !== null && said.has(outcome);
  const moved = isSaid('declined') ? 'Declined' : 'Pending';
  return [
    ...unequal(`status of ${order}`, status, isSaid('succeeded') ? 'Paid' : moved),
    ...unequal(
      `${order} has an event of its creation`,
      told.has('ovgc.payment.created'),
      id !== null,
    ),
    ...unequal(
      `${order} has an event of its success`,
      told.has('ovgc.payment.succeeded'),
      isSaid('succeeded'),
    ),
    // A decline after the payment is reported as a conflict.
    ...unequal(
      `${order} has an event of its decline`,
      told.has('ovgc.payment.declined') || told.has('ovgc.payment.conflicted'),
      isSaid('declined'),
    ),
  ];
}

function outcomeOf({ outcome }: { readonly outcome: string }): string {
  return outcome;
}

function unequal(what: string, is: unknown, should: unknown): string[] {
  if (isDeepStrictEqual(is, should)) return [];
  return [`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`];
}
