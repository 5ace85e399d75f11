/** How the sandbox's clock stands. */
export interface ClockStanding {
  readonly now: Date;
  /** How far it is ahead of the machine's clock, in milliseconds; below zero once it was frozen for a while. */
  readonly aheadMs: number;
  readonly frozen: boolean;
}

/** What every view shows besides its own subject. */
export interface Surroundings {
  readonly clock: ClockStanding;
  /** How many faults stand. */
  readonly faults: number;
  /** Names of the sellers whose gateway is switched off. */
  readonly inactive: readonly string[];
  /** Where in the stream of changes the view was made. */
  readonly changes: string;
}

// The machine's own clock drifts and is set by milliseconds; nobody turned the sandbox's for that.
const TURNED_MS = 1_000;

/** Whether somebody has turned the clock or stopped it. */
export function isTurned({ aheadMs, frozen }: ClockStanding): boolean {
  return frozen || Math.abs(aheadMs) >= TURNED_MS;
}
