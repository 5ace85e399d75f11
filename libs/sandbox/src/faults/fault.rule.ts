import type { DriftVariant } from './drift.js';
import type { FaultFilter } from './fault.filter.js';
import type { FaultKind, FaultTarget } from './fault.kinds.js';
import type { NewFault } from './fault.request.js';

/** The parameters that some kinds of fault need. */
interface FaultParameters {
  readonly status: {
    /** The HTTP status to answer with, 400 to 599. */
    readonly status: number;
  };
  readonly delay: {
    /** Milliseconds, from 1 to a day. */
    readonly delayMs: number;
  };
  readonly drift: { readonly variant: DriftVariant };
}

/** What a fault affects, and how often. */
type FaultScope = Pick<NewFault, 'count' | 'probability' | 'seed' | 'filter'>;

type FaultOf<Target extends FaultTarget> = {
  readonly [Kind in FaultKind<Target>]: {
    readonly target: Target;
    readonly kind: Kind;
  } & FaultScope &
    (Kind extends keyof FaultParameters ? FaultParameters[Kind] : unknown);
}[FaultKind<Target>];

/** A fault to add. */
export type FaultRequest = { [Target in FaultTarget]: FaultOf<Target> }[FaultTarget];

/** A fault that is set. Fields that do not apply to it are null. */
export interface FaultRule<Target extends FaultTarget = FaultTarget> {
  /** Identifies it when it is removed. */
  readonly id: string;
  /** What it affects. */
  readonly target: Target;
  /** What happens. */
  readonly kind: FaultKind<Target>;
  /** HTTP status of a `status`. */
  readonly status: number | null;
  /** Milliseconds of a `delay`. */
  readonly delayMs: number | null;
  /** The variant of a `drift`. */
  readonly variant: DriftVariant | null;
  /** Empty when it applies to everything. */
  readonly filter: FaultFilter;
  /** How many it will still affect; null for a probability, which lasts until it is removed. */
  readonly left: number | null;
  /** How likely it affects each; null for one with a count. */
  readonly probability: number | null;
  /** What a probability is drawn from; the same seed affects the same ones again. */
  readonly seed: number | null;
  /** How many it has affected. */
  readonly hits: number;
}

export type ApiFaultKind = FaultKind<'api'>;
export type CheckoutFaultKind = FaultKind<'checkout'>;
export type WebhookFaultKind = FaultKind<'webhook'>;
