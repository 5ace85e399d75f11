import { createContext } from 'preact';
import { formatDuration } from './moment.js';

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

/** Attributes from which the page's script lets a time tick like the sandbox's clock. */
export function tickingData({ now, frozen }: ClockState) {
  return { 'data-tick': now.getTime(), 'data-frozen': frozen ? '' : undefined };
}

/** How the clock runs: `real time`, `31 min ahead`, `5 s behind`, `frozen`. */
export function clockWords(clock: ClockState): string {
  if (clock.frozen) return 'frozen';
  if (!isClockChanged(clock)) return 'real time';
  return `${formatDuration(Math.abs(clock.aheadMs))} ${clock.aheadMs > 0 ? 'ahead' : 'behind'}`;
}
