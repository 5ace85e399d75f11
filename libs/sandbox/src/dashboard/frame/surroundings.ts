import { createContext } from 'preact';

/** The state of the sandbox's clock. */
export interface ClockState {
  readonly now: Date;
  /** How far it is ahead of the machine's clock, in milliseconds; negative after it was frozen for a while. */
  readonly aheadMs: number;
  readonly frozen: boolean;
}

/** What every view shows besides its own content. */
export interface Surroundings {
  readonly clock: ClockState;
  /** How many faults are set. */
  readonly faults: number;
  /** Names of the sellers whose gateway is inactive. */
  readonly inactive: readonly string[];
  /** The position in the stream of changes at which the view was made. */
  readonly changes: string;
}

// The machine's own clock drifts and is adjusted by milliseconds. That does not count as a change.
const CHANGED_MS = 1_000;

/** Whether somebody has advanced, set or frozen the clock. */
export function isClockChanged({ aheadMs, frozen }: ClockState): boolean {
  return frozen || Math.abs(aheadMs) >= CHANGED_MS;
}

/** Gives the components of a view the sandbox's clock. */
export const ClockContext = createContext<ClockState>({
  now: new Date(0),
  aheadMs: 0,
  frozen: false,
});
