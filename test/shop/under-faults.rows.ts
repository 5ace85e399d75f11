import type { DriftVariant, FaultKind, FaultRequest, FaultTarget } from 'ovgc-sandbox';
import { DRIFT_VARIANTS, FAULT_KINDS } from 'ovgc-sandbox';

/** What a fault is told besides its kind; one row of the tests each. */
type Parameters = { status?: number; delayMs?: number; variant?: DriftVariant };

/**
 * How the orders end under each fault: `right`, or `untold` where the gateway never tells the shop. The tests below
 * are made of this table; a kind that is not in it does not compile.
 */
const ENDS: {
  readonly [Target in FaultTarget]: Readonly<
    Record<FaultKind<Target>, { end: 'right' | 'untold'; rows?: readonly Parameters[] }>
  >;
} = {
  api: {
    status: { end: 'right', rows: [{ status: 500 }, { status: 429 }] },
    delay: { end: 'right', rows: [{ delayMs: 100 }] },
    timeout: { end: 'right' },
    drop: { end: 'right' },
    reset: { end: 'right' },
    lost_answer: { end: 'right' },
    malformed: { end: 'right' },
    reorder: { end: 'right' },
    drift: { end: 'right', rows: variants('no_success') },
  },
  checkout: {
    status: { end: 'right', rows: [{ status: 503 }] },
    delay: { end: 'right', rows: [{ delayMs: 100 }] },
    timeout: { end: 'right' },
    drop: { end: 'right' },
    reset: { end: 'right' },
    lost_answer: { end: 'right' },
    malformed: { end: 'right' },
  },
  webhook: {
    delay: { end: 'right', rows: [{ delayMs: 60_000 }] },
    timeout: { end: 'right' },
    drop: { end: 'untold' },
    reset: { end: 'right' },
    lost_answer: { end: 'right' },
    malformed: { end: 'right' },
    duplicate: { end: 'right' },
    reorder: { end: 'right' },
    wrong_secret: { end: 'right' },
    drift: { end: 'right', rows: variants() },
  },
};

function variants(...without: DriftVariant[]): readonly Parameters[] {
  return DRIFT_VARIANTS.filter((each) => !without.includes(each)).map((variant) => ({ variant }));
}

const FORMS = [{ count: 3 }, { probability: 0.5, seed: 2026 }];

/** A fault to act while orders are placed and paid, and how they end. */
export interface Row {
  readonly name: string;
  readonly fault: FaultRequest;
  readonly end: 'right' | 'untold';
}

/** A target's faults, each in every form. */
export function rowsOf(target: FaultTarget): Row[] {
  const ends: Readonly<Record<string, { end: Row['end']; rows?: readonly Parameters[] }>> =
    ENDS[target];
  return FAULT_KINDS[target].flatMap((kind) => {
    const { end, rows = [{}] } = ends[kind]!;
    return rows.flatMap((parameters) =>
      FORMS.map((form) => ({
        name: [kind, ...Object.values(parameters), JSON.stringify(form)].join(' '),
        fault: { target, kind, ...parameters, ...form } as FaultRequest,
        end,
      })),
    );
  });
}
