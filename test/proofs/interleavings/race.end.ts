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

/** What is wrong with the state that a race has led to: nothing, in whatever order everything happened. */
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
      .map(
        ({ order, transaction }) =>
          `${order} was answered with ${transaction}, which is not stored`,
      ),
    ...acknowledged
      .filter(
        ({ transaction, outcome }) =>
          webhooks.filter((one) => one.transaction === transaction && one.outcome === outcome)
            .length !== 1,
      )
      .map(
        ({ transaction, outcome }) =>
          `${transaction} ${outcome} was acknowledged, but isn't stored exactly once`,
      ),
    ...webhooks
      .filter(({ transaction, state }) => (state === 'unmatched') === known.has(transaction))
      .map(({ transaction, outcome, state }) => `${transaction} ${outcome} is ${state}`),
    ...payments.flatMap((payment) => wrongEvents(payment, webhooks, events)),
    ...wrongDeliveries(race, events),
  ];
}

/** A payment's events and status must follow from its webhooks in the order in which they were stored. */
function wrongEvents(
  payment: Payment,
  webhooks: readonly Webhook[],
  events: readonly Event[],
): string[] {
  const { transaction, status } = payment;
  const arrivals = webhooks.filter((one) => one.transaction === transaction);
  const told = events.filter((one) => one.transaction === transaction).map(kindOf);
  const should = eventsOf(arrivals, payment.expiresAt, told.includes('expired'));
  const standing = { Paid: 'succeeded', Declined: 'declined', Expired: 'expired' }[status];
  const last = should.findLast((kind) => kind !== 'conflicted')?.replace(' late', '');
  return String(told) === String(should) && standing === last
    ? []
    : [
        `${transaction} is ${status} with the events ${told.join()}; they should be ${should.join()}`,
      ];
}

/**
 * The events that webhooks should lead to.
 *
 * @param expired whether the payment has expired: the scheduler chooses whether the expiry job runs before or after
 *   the first late webhook
 */
function eventsOf(
  arrivals: readonly Webhook[],
  expiresAt: number,
  expired: boolean,
): readonly string[] {
  const paid = arrivals.findIndex(({ outcome }) => outcome === 'succeeded');
  const before = paid === -1 ? arrivals : arrivals.slice(0, paid);
  const after = paid === -1 ? [] : arrivals.slice(paid + 1);
  const first = before[0] ?? arrivals[paid];
  const mayExpire = first === undefined || first.at > expiresAt + GRACE_MS;
  const isDeclined = before[0]?.outcome === 'declined' && before[0].at < expiresAt;
  const ended = isDeclined ? ['declined'] : ['expired'];
  const isEnded = before.length > 0 || paid === -1 || (mayExpire && expired);
  return [
    'created',
    ...(isEnded ? ended : []),
    ...(paid === -1 ? [] : [isEnded ? 'succeeded late' : 'succeeded']),
    ...(after.length > 0 ? ['conflicted'] : []),
  ];
}

/** Each event must have one delivery, and it must be done. */
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
