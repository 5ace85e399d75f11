import { PAYMENT_STATUSES, type PaymentStatus } from './payment.js';
import { type Arrival, statusAfter, transition } from './payment.status-machine.js';

interface Step {
  readonly arrival: Arrival;
  readonly windowOver: boolean;
}

/** What happens and where it leads, in words: the table of the design, written down a second time. */
type Cell = 'paid' | 'paid late' | 'declined' | 'expired' | 'conflicted' | 'unchanged';

const ARRIVALS = ['succeeded', 'declined', 'expired', 'window_passed'] as const;

const TABLE: Record<PaymentStatus, Record<Arrival, readonly [inside: Cell, after: Cell]>> = {
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

const STEPS: readonly Step[] = ARRIVALS.flatMap((arrival) =>
  [false, true].map((windowOver) => ({ arrival, windowOver })),
);

function cellOf(change: ReturnType<typeof transition>): Cell {
  return change.kind === 'paid' && change.late ? 'paid late' : change.kind;
}

/** What arrived, what the machine did at each, and where that led. */
interface Run {
  readonly arrivals: readonly Arrival[];
  readonly cells: readonly Cell[];
  readonly status: PaymentStatus;
}

/** Every sequence of steps up to a length. */
function* runs(
  length: number,
  run: Run = { arrivals: [], cells: [], status: 'Pending' },
): Generator<Run> {
  yield run;
  if (length === 0) return;
  for (const { arrival, windowOver } of STEPS) {
    const change = transition(run.status, arrival, windowOver);
    yield* runs(length - 1, {
      arrivals: [...run.arrivals, arrival],
      cells: [...run.cells, cellOf(change)],
      status: statusAfter(change) ?? run.status,
    });
  }
}

describe('the status machine', () => {
  const cases = PAYMENT_STATUSES.flatMap((status) =>
    ARRIVALS.flatMap((arrival) =>
      [false, true].map((windowOver) => ({
        status,
        arrival,
        when: windowOver ? 'after' : 'inside',
        windowOver,
        expected: TABLE[status][arrival][windowOver ? 1 : 0],
      })),
    ),
  );

  it.each(cases)(
    'answers $expected to $arrival of a $status payment $when its window',
    ({ status, arrival, windowOver, expected }) => {
      const change = transition(status, arrival, windowOver);
      expect(cellOf(change)).toBe(expected);
      expect(statusAfter(change)).toBe(LEADS_TO[expected]);
    },
  );

  it('ends paid exactly when a success was among up to six arrivals, and says so exactly once', () => {
    const wrong: unknown[] = [];
    let seen = 0;
    for (const run of runs(6)) {
      seen += 1;
      const { arrivals, cells, status } = run;
      const succeeded = arrivals.includes('succeeded');
      const paid = cells.filter((cell) => cell === 'paid' || cell === 'paid late');
      const holds = (status === 'Paid') === succeeded && paid.length === (succeeded ? 1 : 0);
      if (!holds) wrong.push(run);
    }
    // The first ones say enough: there may be hundreds of thousands.
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(seen).toBe((8 ** 7 - 1) / 7);
  });

  it('never leaves Paid, and says conflicted nowhere else', () => {
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

  it('gives a payment up at most once', () => {
    const wrong: unknown[] = [];
    for (const { cells } of runs(6)) {
      if (cells.filter((cell) => cell === 'declined' || cell === 'expired').length > 1) {
        wrong.push(cells);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('calls a success late exactly when the payment had been given up before it', () => {
    const wrong: unknown[] = [];
    for (const { cells } of runs(6)) {
      const paidAt = cells.findIndex((cell) => LEADS_TO[cell] === 'Paid');
      if (paidAt === -1) continue;
      const givenUp = cells.slice(0, paidAt).some((cell) => LEADS_TO[cell] !== null);
      if ((cells[paidAt] === 'paid late') !== givenUp) wrong.push(cells);
    }
    expect(wrong).toEqual([]);
  });
});
