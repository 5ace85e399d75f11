import type { OvgcClock } from '../ovgc.options.js';

/** One reading of an account's clock. All times are whole milliseconds since 1970. */
export interface Moment {
  /** What the clock shows. It is what is stored of payments, webhooks and events. */
  readonly now: number;
  /**
   * For waits and deadlines that the module chose itself. It never goes back, and a machine's clock that is set doesn't
   * change it.
   */
  readonly steadyNow: number;
  /** For the ends of checkout windows. It is never ahead of a window that was open when the machine's clock was set. */
  readonly windowNow: number;
}

/** Reads an account's clock. */
export type ModuleClock = () => Moment;

/** What a machine's clock is read from. */
export interface MachineTime {
  /** What its clock shows, in milliseconds since 1970. Somebody may set it, to an earlier or a later time. */
  wall(): number;
  /** How long the machine has run, in milliseconds. Nobody can set it. */
  elapsed(): number;
}

/** How far the machine's clock was set ahead, in milliseconds, and when. */
interface Leap {
  readonly ms: number;
  readonly at: number;
}

const MACHINE: MachineTime = { wall: () => Date.now(), elapsed: () => performance.now() };

/** A clock that is corrected bit by bit is not a leap. */
const SMALLEST_LEAP_MS = 1000;

/**
 * A clock that shows the machine's time, and tells apart the time that passed from the time that the clock was set by.
 *
 * @param longestWaitMs the longest time from the beginning of a checkout window until the payment expires, in
 *   milliseconds. For as long, a leap ahead doesn't count for windows: those that were open have ended after it, and
 *   those that opened later have not ended before
 */
export function machineClock(longestWaitMs: number, machine: MachineTime = MACHINE): ModuleClock {
  const read = () => ({ wall: machine.wall(), elapsed: machine.elapsed() });
  const begun = read();
  let last = begun;
  let leaps: readonly Leap[] = [];
  return () => {
    const { wall, elapsed } = read();
    const leap = { ms: wall - last.wall - (elapsed - last.elapsed), at: elapsed };
    last = { wall, elapsed };
    leaps = [...leaps, ...(leap.ms > SMALLEST_LEAP_MS ? [leap] : [])].filter(
      ({ at }) => elapsed - at < longestWaitMs,
    );
    return {
      now: wall,
      steadyNow: begun.wall + Math.floor(elapsed - begun.elapsed),
      windowNow: Math.floor(leaps.reduce((time, { ms }) => time - ms, wall)),
    };
  };
}

/**
 * A clock that somebody turns, such as the sandbox's. When it is advanced, time has passed: payments expire and retries
 * are due. When it is turned back, waits go on.
 */
export function turnedClock(clock: OvgcClock): ModuleClock {
  let last = -Infinity;
  let turnedBackMs = 0;
  return () => {
    const now = readClock(clock);
    turnedBackMs += Math.max(0, last - now);
    last = now;
    return { now, steadyNow: now + turnedBackMs, windowNow: now };
  };
}

/** Returns what a clock shows, in milliseconds since 1970. */
export function readClock(clock: OvgcClock): number {
  return (typeof clock === 'function' ? clock() : clock.now()).getTime();
}
