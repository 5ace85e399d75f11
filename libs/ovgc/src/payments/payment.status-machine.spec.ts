import { PAYMENT_STATUSES, type PaymentStatus } from './payment.js';
import type { Outcome } from './payment.outcome.js';
import { statusAfter, transition } from './payment.status-machine.js';

// Holds rule 4: the status machine.

interface Step {
  readonly outcome: Outcome;
  readonly windowOver: boolean;
}

/** The table of the design, written down a second time. */
type Cell = 'paid' | 'paid late' | 'declined' | 'expired' | 'conflicted' | 'unchanged';

const OUTCOMES = ['succeeded', 'declined', 'expired', 'window_passed'] as const;

const TABLE: Record<PaymentStatus, Record<Outcome, readonly [inside: Cell, after: Cell]>> = {
  Pending: {
    succeeded: ['paid', 'paid'],
    declined: ['declined', 'expired'],
    expired: ['expired', 'expired'],
    window_passed: ['expired', 'expired'],
  },
  Declined: {
    succeeded: ['paid late', 'paid late'],
    declined: ['unchanged', 'unchanged'],
    expired: ['unchanged', 'unchanged'],
    window_passed: ['unchanged', 'unchanged'],
  },
  Expired: {
    succeeded: ['paid late', 'paid late'],
    declined: ['unchanged', 'unchanged'],
    expired: ['unchanged', 'unchanged'],
    window_passed: ['unchanged', 'unchanged'],
  },
  Paid: {
    succeeded: ['unchanged', 'unchanged'],
    declined: ['conflicted', 'conflicted'],
    expired: ['conflicted', 'conflicted'],
    window_passed: ['unchanged', 'unchanged'],
  },
};

const LEADS_TO: Record<Cell, PaymentStatus | null> = {
  paid: 'Paid',
  'paid late': 'Paid',
  declined: 'Declined',
  expired: 'Expired',
  conflicted: null,
  unchanged: null,
};

const STEPS: readonly Step[] = OUTCOMES.flatMap((outcome) =>
  [false, true].map((windowOver) => ({ outcome, windowOver })),
);

function cellOf(change: ReturnType<typeof transition>): Cell {
  return change.kind === 'paid' && change.late ? 'paid late' : change.kind;
}

/** A sequence of outcomes, what the machine did at each, and the status at the end. */
interface Run {
  readonly outcomes: readonly Outcome[];
  readonly cells: readonly Cell[];
  readonly status: PaymentStatus;
}

/** Every sequence of steps up to a length. */
function* runs(
  length: number,
  run: Run = { outcomes: [], cells: [], status: 'Pending' },
): Generator<Run> {
  yield run;
  if (length === 0) return;
  for (const { outcome, windowOver } of STEPS) {
    const change = transition(run.status, outcome, windowOver);
    yield* runs(length - 1, {
      outcomes: [...run.outcomes, outcome],
      cells: [...run.cells, cellOf(change)],
      status: statusAfter(change) ?? run.status,
    });
  }
}

describe('the status machine', () => {
  const cases = PAYMENT_STATUSES.flatMap((status) =>
    OUTCOMES.flatMap((outcome) =>
      [false, true].map((windowOver) => ({
        status,
        outcome,
        when: windowOver ? 'after' : 'inside',
        windowOver,
        expected: TABLE[status][outcome][windowOver ? 1 : 0],
      })),
    ),
  );

  it.each(cases)(
    'answers $expected to $outcome of a $status payment $when its window',
    ({ status, outcome, windowOver, expected }) => {
      const change = transition(status, outcome, windowOver);
      expect(cellOf(change)).toBe(expected);
      expect(statusAfter(change)).toBe(LEADS_TO[expected]);
    },
  );

  it('ends Paid exactly when a success is among up to six outcomes, and reports it exactly once', () => {
    const wrong: unknown[] = [];
    let seen = 0;
    for (const run of runs(6)) {
      seen += 1;
      const { outcomes, cells, status } = run;
      const succeeded = outcomes.includes('succeeded');
      const paid = cells.filter((cell) => cell === 'paid' || cell === 'paid late');
      const holds = (status === 'Paid') === succeeded && paid.length === (succeeded ? 1 : 0);
      if (!holds) wrong.push(run);
    }
    // Show the first few: there may be hundreds of thousands.
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(seen).toBe((8 ** 7 - 1) / 7);
  });

  it('never leaves Paid, and reports a conflict only for a Paid payment', () => {
    const wrong: unknown[] = [];
    for (const { status, cells } of runs(6)) {
      const paidAt = cells.findIndex((cell) => LEADS_TO[cell] === 'Paid');
      const before = paidAt === -1 ? cells : cells.slice(0, paidAt);
      const after = paidAt === -1 ? [] : cells.slice(paidAt + 1);
      const holds =
        (paidAt === -1 || status === 'Paid') &&
        !before.includes('conflicted') &&
        after.every((cell) => cell === 'conflicted' || cell === 'unchanged');
      if (!holds) wrong.push({ status, cells });
    }
    expect(wrong).toEqual([]);
  });

  it('declines or expires a payment at most once', () => {
    const wrong: unknown[] = [];
    for (const { cells } of runs(6)) {
      if (cells.filter((cell) => cell === 'declined' || cell === 'expired').length > 1) {
        wrong.push(cells);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('calls a success late exactly when the payment was Declined or Expired before', () => {
    const wrong: unknown[] = [];
    for (const { cells } of runs(6)) {
      const paidAt = cells.findIndex((cell) => LEADS_TO[cell] === 'Paid');
      if (paidAt === -1) continue;
      const endedBefore = cells.slice(0, paidAt).some((cell) => LEADS_TO[cell] !== null);
      if ((cells[paidAt] === 'paid late') !== endedBefore) wrong.push(cells);
    }
    expect(wrong).toEqual([]);
  });
});
