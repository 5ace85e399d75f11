import fc from 'fast-check';
import { paymentRow } from '../../../../test/support/ledger.rows.js';
import type { PaymentRow } from '../ledger/payments.queries.js';
import type { Outcome } from '../payments/payment.outcome.js';
import { decideChanges, type PaymentChanges, type PaymentOutcome } from './payment.changes.js';

const NOW = 5000;
/** When the window of every payment here ends. */
const WINDOW_END = 2000;

const outcomes = fc.constantFrom<Outcome>('succeeded', 'declined', 'expired', 'window_passed');
const orders = fc.constantFrom('A', 'B', 'C');

const programs = fc.array(
  fc.record({ order: orders, outcome: outcomes, at: fc.nat({ max: 2 * WINDOW_END }) }),
  { maxLength: 12 },
);

function say(payment: PaymentRow, outcome: Outcome, at = 0): PaymentOutcome {
  return { payment, outcome, at };
}

/** The rows of the ledger after the moves were stored. */
function stored(rows: ReadonlyMap<string, PaymentRow>, { moves }: PaymentChanges) {
  return new Map([...rows, ...moves.map(({ to }) => [to.orderUuid, to] as const)]);
}

function startingRows(): ReadonlyMap<string, PaymentRow> {
  return new Map(
    ['A', 'B', 'C'].map((order) => [order, paymentRow(order, { expiresAt: WINDOW_END })]),
  );
}

describe('an outcome', () => {
  it('that moves a payment gives the move, and the event with the payment after it', () => {
    const { moves, events } = decideChanges([say(paymentRow('A'), 'succeeded')], NOW);
    const after = paymentRow('A', { status: 'Paid', paidAt: NOW, updatedAt: NOW });
    expect(moves).toEqual([{ from: 'Pending', to: after }]);
    expect(events).toMatchObject([
      {
        id: 'default/invoice_A/ovgc.payment.succeeded',
        late: false,
        occurredAt: NOW,
        payment: after,
      },
    ]);
  });

  it.each([
    [WINDOW_END - 1, 'Declined', 'ovgc.payment.declined'],
    [WINDOW_END, 'Expired', 'ovgc.payment.expired'],
  ])(
    'declined at %d, with a window that ends at 2000, leaves the payment %s',
    (at, status, type) => {
      const payment = paymentRow('A', { expiresAt: WINDOW_END });
      const { moves, events } = decideChanges([say(payment, 'declined', at)], NOW);
      expect(moves).toMatchObject([{ from: 'Pending', to: { status, paidAt: null } }]);
      expect(events).toMatchObject([{ type }]);
    },
  );

  it('that contradicts a paid payment moves nothing, and gives a conflict', () => {
    const paid = paymentRow('A', { status: 'Paid', paidAt: 7 });
    const { moves, events } = decideChanges([say(paid, 'declined')], NOW);
    expect(moves).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(['ovgc.payment.conflicted']);
    expect(events).toMatchObject([{ payment: { status: 'Paid', paidAt: 7 } }]);
  });

  it('that was known changes nothing', () => {
    const paid = paymentRow('A', { status: 'Paid', paidAt: 7 });
    expect(decideChanges([say(paid, 'succeeded')], NOW)).toEqual({ moves: [], events: [] });
    expect(decideChanges([], NOW)).toEqual({ moves: [], events: [] });
  });
});

describe('a payment that was paid once', () => {
  it('keeps the time when it was paid, whatever moves it later', () => {
    const refunded = paymentRow('A', { status: 'Declined', paidAt: 7 });
    const { moves } = decideChanges([say(refunded, 'declined')], NOW);
    expect(moves).toEqual([]);
    const pending = paymentRow('B', { status: 'Pending', paidAt: 7 });
    expect(decideChanges([say(pending, 'declined')], NOW).moves).toMatchObject([
      { to: { status: 'Declined', paidAt: 7 } },
    ]);
  });
});

describe('outcomes of one payment', () => {
  it('build on each other, and the payment moves once, to its last status', () => {
    const row = paymentRow('A');
    const given = [say(row, 'declined'), say(row, 'succeeded'), say(row, 'declined')];
    const { moves, events } = decideChanges(given, NOW);
    const after = paymentRow('A', { status: 'Paid', paidAt: NOW, updatedAt: NOW });
    expect(moves).toEqual([{ from: 'Pending', to: after }]);
    expect(events.map(({ type }) => type)).toEqual([
      'ovgc.payment.declined',
      'ovgc.payment.succeeded',
      'ovgc.payment.conflicted',
    ]);
    expect(events[1]).toMatchObject({ late: true });
  });
});

describe('deciding changes', () => {
  it('gives the same in one batch as outcome by outcome', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const rows = startingRows();
        const outcomesOf = (from: ReadonlyMap<string, PaymentRow>, steps: typeof program) =>
          steps.map(({ order, outcome, at }) => say(from.get(order) as PaymentRow, outcome, at));
        const together = decideChanges(outcomesOf(rows, program), NOW);
        let standing = rows;
        const events: PaymentChanges['events'][number][] = [];
        for (const step of program) {
          const changes = decideChanges(outcomesOf(standing, [step]), NOW);
          standing = stored(standing, changes);
          events.push(...changes.events);
        }
        expect(stored(rows, together)).toEqual(standing);
        expect(together.events).toEqual(events);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives at most one success and one decline or expiry of a payment, under ids of their own', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const rows = startingRows();
        const given = program.map(({ order, outcome, at }) =>
          say(rows.get(order) as PaymentRow, outcome, at),
        );
        const { events, moves } = decideChanges(given, NOW);
        for (const order of rows.keys()) {
          const types = events
            .filter(({ payment }) => payment.orderUuid === order)
            .map(({ type }) => type);
          const count = (...of: string[]) => types.filter((type) => of.includes(type)).length;
          const asked = program.some(
            (step) => step.order === order && step.outcome === 'succeeded',
          );
          expect(count('ovgc.payment.succeeded')).toBe(asked ? 1 : 0);
          expect(count('ovgc.payment.declined', 'ovgc.payment.expired')).toBeLessThan(2);
        }
        expect(new Set(moves.map(({ to }) => to.orderUuid)).size).toBe(moves.length);
        // Of conflicts there may be several under one id: the outbox keeps the first.
        const once = events.filter((event) => event.type !== 'ovgc.payment.conflicted');
        expect(new Set(once.map(({ id }) => id)).size).toBe(once.length);
      }),
      { numRuns: 1000 },
    );
  });
});
