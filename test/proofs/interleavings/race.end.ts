import type { Race } from './race.js';
import { GRACE_MS } from './race.machine.js';

interface Webhook {
  readonly transaction: string;
  readonly outcome: string;
  readonly at: number;
  readonly state: string;
}

interface Payment {
  readonly order: string;
  readonly transaction: string;
  readonly status: string;
  readonly expiresAt: number;
}

interface Event {
  readonly id: string;
  readonly transaction: string;
  readonly name: string;
  readonly payload: string;
}

/** What is wrong with where a race has led to; nothing, whatever the order was in which all came to pass. */
export function problemsOf(race: Race): readonly string[] {
  const { database, violations, promised, acknowledged } = race;
  const payments = database.rows<Payment>(
    `select order_uuid as "order", transaction_id as "transaction", status, expires_at as expiresAt
     from ovgc_payments where transaction_id is not null`,
  );
  const webhooks = database.rows<Webhook>(
    `select transaction_id as "transaction", outcome, received_at as at, state from ovgc_webhooks order by id`,
  );
  const events = database.rows<Event>(
    'select id, transaction_id as "transaction", name, payload from ovgc_events order by rowid',
  );
  const known = new Set(payments.map(({ transaction }) => transaction));
  return [
    ...violations,
    ...promised
      .filter(
        ({ order, transaction }) =>
          !payments.some((one) => one.order === order && one.transaction === transaction),
      )
      .map(({ order, transaction }) => `${order} was promised ${transaction}, which is not stored`),
    ...acknowledged
      .filter(
        ({ transaction, outcome }) =>
          webhooks.filter((one) => one.transaction === transaction && one.outcome === outcome)
            .length !== 1,
      )
      .map(
        ({ transaction, outcome }) =>
          `${transaction} ${outcome} was acknowledged, and is not stored once`,
      ),
    ...webhooks
      .filter(({ transaction, state }) => (state === 'unmatched') === known.has(transaction))
      .map(({ transaction, outcome, state }) => `${transaction} ${outcome} is ${state}`),
    ...payments.flatMap((payment) => wrongTelling(payment, webhooks, events)),
    ...wrongDeliveries(race, events),
  ];
}

/** The events of a payment and its status are what the status machine makes of its webhooks, as they were stored. */
function wrongTelling(
  payment: Payment,
  webhooks: readonly Webhook[],
  events: readonly Event[],
): string[] {
  const { transaction, status } = payment;
  const arrivals = webhooks.filter((one) => one.transaction === transaction);
  const told = events.filter((one) => one.transaction === transaction).map(kindOf);
  const should = toldOf(arrivals, payment.expiresAt, told.includes('expired'));
  const standing = { Paid: 'succeeded', Declined: 'declined', Expired: 'expired' }[status];
  const last = should.findLast((kind) => kind !== 'conflicted')?.replace(' late', '');
  return String(told) === String(should) && standing === last
    ? []
    : [`${transaction} is ${status} and told ${told.join()}; it should be told ${should.join()}`];
}

/**
 * @param expired whether it was told to be expired: when exactly the window's end was looked for is the scheduler's
 *   choice, so that it may be before or after the first webhook that came late
 */
function toldOf(
  arrivals: readonly Webhook[],
  expiresAt: number,
  expired: boolean,
): readonly string[] {
  const paid = arrivals.findIndex(({ outcome }) => outcome === 'succeeded');
  const before = paid === -1 ? arrivals : arrivals.slice(0, paid);
  const after = paid === -1 ? [] : arrivals.slice(paid + 1);
  const first = before[0] ?? arrivals[paid];
  const mayBeSilent = first === undefined || first.at > expiresAt + GRACE_MS;
  const isDeclined = before[0]?.outcome === 'declined' && before[0].at < expiresAt;
  const givenUp = isDeclined ? ['declined'] : ['expired'];
  const isGivenUp = before.length > 0 || paid === -1 || (mayBeSilent && expired);
  return [
    'created',
    ...(isGivenUp ? givenUp : []),
    ...(paid === -1 ? [] : [isGivenUp ? 'succeeded late' : 'succeeded']),
    ...(after.length > 0 ? ['conflicted'] : []),
  ];
}

/** One delivery for each event, done. */
function wrongDeliveries({ database }: Race, events: readonly Event[]): string[] {
  const should = events.map(({ id }) => `follow ${id} completed`);
  const are = database
    .rows<{ name: string }>(
      `select handler || ' ' || event_id || ' ' || state as name from ovgc_deliveries`,
    )
    .map(({ name }) => name);
  return String(are.toSorted()) === String(should.toSorted())
    ? []
    : [`deliveries are ${are.join()}`];
}

function kindOf({ name, payload }: Event): string {
  const { late } = JSON.parse(payload) as { late?: boolean };
  return `${name.replace('ovgc.payment.', '')}${late === true ? ' late' : ''}`;
}
