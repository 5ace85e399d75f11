import { formatDuration } from './moment.js';
import type { ClockState } from './surroundings.js';
import { isClockChanged } from './surroundings.js';

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
