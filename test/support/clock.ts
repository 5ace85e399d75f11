import type { ModuleClock } from '../../libs/ovgc/src/clock/module.clock.js';

/** A clock that nobody sets: it shows one time, whatever it is read for. */
export function plainClock(now: () => number = () => Date.now()): ModuleClock {
  return () => {
    const time = now();
    return { now: time, steadyNow: time, windowNow: time };
  };
}
