import { VIEWS } from '../dashboard.path.js';
import { writeDay, writeLead } from './moment.js';
import type { ClockStanding } from './surroundings.js';
import { isTurned } from './surroundings.js';

/** The sandbox's clock in the frame; with scripts on, it ticks. */
export function ClockFace({ clock }: { readonly clock: ClockStanding }) {
  return (
    <a class="clock-face" href={VIEWS.clock.path}>
      <span class="visually-hidden">Sandbox clock </span>
      <time dateTime={clock.now.toISOString()} {...ticking(clock)}>
        {clock.now.toISOString().slice(11, 19)}
      </time>
      <span class="clock-day">{writeDay(clock.now)} UTC</span>
      <span class="clock-words">{clockWords(clock)}</span>
    </a>
  );
}

/** What the page's script needs to let a time tick as the sandbox's clock does. */
export function ticking({ now, frozen }: ClockStanding) {
  return { 'data-tick': now.getTime(), 'data-frozen': frozen ? '' : undefined };
}

/** How the clock goes: `real time`, `31 min ahead`, `5 s behind`, `frozen`. */
export function clockWords(clock: ClockStanding): string {
  if (clock.frozen) return 'frozen';
  if (!isTurned(clock)) return 'real time';
  return `${writeLead(Math.abs(clock.aheadMs))} ${clock.aheadMs > 0 ? 'ahead' : 'behind'}`;
}
