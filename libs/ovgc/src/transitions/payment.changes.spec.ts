import fc from 'fast-check';
import { ACCOUNT, paymentRow } from '../../../../test/support/ledger.rows.js';
import { typeOf } from '../events/payment.events.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import type { Arrival } from '../payments/payment.status-machine.js';
import { type Fact, settle, type Settled } from './payment.changes.js';

const account = { name: ACCOUNT, currency: 'USD' };
const NOW = 5000;
/** When the window of every payment here ends. */
const WINDOW_END = 2000;

const arrivals = fc.constantFrom<Arrival>('succeeded', 'declined', 'expired', 'window_passed');
const orders = fc.constantFrom('A', 'B', 'C');

const programs = fc.array(
  fc.record({ order: orders, arrival: arrivals, at: fc.nat({ max: 2 * WINDOW_END }) }),
  { maxLength: 12 },
);

function fact(payment: PaymentRow, arrival: Arrival, at = 0): Fact {
  return { payment, arrival, at };
}

/** The rows as a ledger has them after what moved was stored. */
function stored(rows: ReadonlyMap<string, PaymentRow>, { moved }: Settled) {
  return new Map([...rows, ...moved.map((row) => [row.orderUuid, row] as const)]);
}

function startingRows(): ReadonlyMap<string, PaymentRow> {
  return new Map(
    ['A', 'B', 'C'].map((order) => [order, paymentRow(order, { expiresAt: WINDOW_END })]),
  );
}

describe('a fact', () => {
  it('that moves a payment answers the payment moved, and the event with it as it then stands', () => {
    const { moved, events } = settle(account, [fact(paymentRow('A'), 'succeeded')], NOW);
    expect(moved).toEqual([paymentRow('A', { status: 'Paid', paidAt: NOW, updatedAt: NOW })]);
    expect(events).toMatchObject([
      {
        id: 'default/invoice_A/ovgc.payment.succeeded',
        late: false,
        occurredAt: new Date(NOW),
        payment: { orderUuid: 'A', status: 'Paid', paidAt: new Date(NOW), currency: 'USD' },
      },
    ]);
  });

  it.each([
    [WINDOW_END - 1, 'Declined', 'ovgc.payment.declined'],
    [WINDOW_END, 'Expired', 'ovgc.payment.expired'],
  ])('of a decline at %d of a window that ends at 2000 leaves it %s', (at, status, type) => {
    const payment = paymentRow('A', { expiresAt: WINDOW_END });
    const { moved, events } = settle(account, [fact(payment, 'declined', at)], NOW);
    expect(moved).toMatchObject([{ status, paidAt: null }]);
    expect(events.map(typeOf)).toEqual([type]);
  });

  it('that contradicts a paid payment moves nothing, and is told', () => {
    const paid = paymentRow('A', { status: 'Paid', paidAt: 7 });
    const { moved, events } = settle(account, [fact(paid, 'declined')], NOW);
    expect(moved).toEqual([]);
    expect(events.map(typeOf)).toEqual(['ovgc.payment.conflicted']);
    expect(events).toMatchObject([{ payment: { status: 'Paid', paidAt: new Date(7) } }]);
  });

  it('that was known does nothing', () => {
    const paid = paymentRow('A', { status: 'Paid', paidAt: 7 });
    expect(settle(account, [fact(paid, 'succeeded')], NOW)).toEqual({ moved: [], events: [] });
    expect(settle(account, [], NOW)).toEqual({ moved: [], events: [] });
  });
});

describe('facts of one payment', () => {
  it('build on each other, and it moves once, to where it stands at the end', () => {
    const row = paymentRow('A');
    const facts = [fact(row, 'declined'), fact(row, 'succeeded'), fact(row, 'declined')];
    const { moved, events } = settle(account, facts, NOW);
    expect(moved).toEqual([paymentRow('A', { status: 'Paid', paidAt: NOW, updatedAt: NOW })]);
    expect(events.map(typeOf)).toEqual([
      'ovgc.payment.declined',
      'ovgc.payment.succeeded',
      'ovgc.payment.conflicted',
    ]);
    expect(events[1]).toMatchObject({ late: true });
  });
});

describe('settling', () => {
  it('comes to the same in one batch as fact by fact', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const rows = startingRows();
        const factsOn = (from: ReadonlyMap<string, PaymentRow>, steps: typeof program) =>
          steps.map(({ order, arrival, at }) => fact(from.get(order) as PaymentRow, arrival, at));
        const together = settle(account, factsOn(rows, program), NOW);
        let standing = rows;
        const events: Settled['events'][number][] = [];
        for (const step of program) {
          const settled = settle(account, factsOn(standing, [step]), NOW);
          standing = stored(standing, settled);
          events.push(...settled.events);
        }
        expect(stored(rows, together)).toEqual(standing);
        expect(together.events).toEqual(events);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells of at most one success and one giving-up of a payment, under ids of their own', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const rows = startingRows();
        const facts = program.map(({ order, arrival, at }) =>
          fact(rows.get(order) as PaymentRow, arrival, at),
        );
        const { events, moved } = settle(account, facts, NOW);
        for (const order of rows.keys()) {
          const types = events.filter(({ payment }) => payment.orderUuid === order).map(typeOf);
          const count = (...of: string[]) => types.filter((type) => of.includes(type)).length;
          const asked = program.some(
            (step) => step.order === order && step.arrival === 'succeeded',
          );
          expect(count('ovgc.payment.succeeded')).toBe(asked ? 1 : 0);
          expect(count('ovgc.payment.declined', 'ovgc.payment.expired')).toBeLessThan(2);
        }
        expect(new Set(moved.map((row) => row.orderUuid)).size).toBe(moved.length);
        // Of conflicts there may be several under one id: the outbox keeps the first.
        const once = events.filter((event) => typeOf(event) !== 'ovgc.payment.conflicted');
        expect(new Set(once.map(({ id }) => id)).size).toBe(once.length);
      }),
      { numRuns: 1000 },
    );
  });
});
