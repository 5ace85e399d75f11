import type { DriftVariant } from './drift.js';
import type { FaultFilter } from './fault.filter.js';
import type { FaultKind, FaultTarget } from './fault.kinds.js';

/** What a kind of fault needs to be told. */
interface FaultParameters {
  readonly status: {
    /** The HTTP status to answer with, 400 to 599. */
    readonly status: number;
  };
  readonly delay: {
    /** Milliseconds, 1 to a day. */
    readonly delayMs: number;
  };
  readonly drift: { readonly variant: DriftVariant };
}

/** Whom a fault befalls, and how often. */
interface FaultScope {
  /** How many it befalls, 1 to 1,000,000. Default 1, unless a probability is given. */
  readonly count?: number | undefined;
  /** How likely it befalls each, above 0 up to 1, until it is called off. Instead of a count. */
  readonly probability?: number | undefined;
  /** Makes a probability befall the same ones again: a whole number, 0 to 4,294,967,295. Default: one by chance. */
  readonly seed?: number | undefined;
  readonly filter?: FaultFilter | undefined;
}

type FaultOf<Target extends FaultTarget> = {
  readonly [Kind in FaultKind<Target>]: {
    readonly target: Target;
    readonly kind: Kind;
  } & FaultScope &
    (Kind extends keyof FaultParameters ? FaultParameters[Kind] : unknown);
}[FaultKind<Target>];

/** A fault to be caused. */
export type FaultRequest = { [Target in FaultTarget]: FaultOf<Target> }[FaultTarget];

/** A fault as it stands. What does not apply to it is null. */
export interface FaultRule<Target extends FaultTarget = FaultTarget> {
  readonly id: string;
  readonly target: Target;
  readonly kind: FaultKind<Target>;
  /** HTTP status of a `status`. */
  readonly status: number | null;
  /** Milliseconds of a `delay`. */
  readonly delayMs: number | null;
  /** The variant of a `drift`. */
  readonly variant: DriftVariant | null;
  /** Empty when it is for all. */
  readonly filter: FaultFilter;
  /** How many it will still befall; null for one with a probability, which stands until it is called off. */
  readonly left: number | null;
  readonly probability: number | null;
  /** What its chances are drawn by; the same seed befalls the same ones again. */
  readonly seed: number | null;
  /** How many it has befallen. */
  readonly hits: number;
}

export type ApiFaultKind = FaultKind<'api'>;
export type CheckoutFaultKind = FaultKind<'checkout'>;
export type WebhookFaultKind = FaultKind<'webhook'>;
