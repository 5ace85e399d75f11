import fc from 'fast-check';
import { machineClock, turnedClock } from './module.clock.js';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-03-01T12:00:00Z');
/** From the beginning of a window until the payment expires. */
const WAIT = 35 * 60 * 1000;

describe('the machine’s clock', () => {
  let wall: number;
  let elapsed: number;
  let clock: ReturnType<typeof machineClock>;

  beforeEach(() => {
    wall = NOON;
    elapsed = 5000;
    clock = machineClock(WAIT, { wall: () => wall, elapsed: () => elapsed });
  });

  function pass(ms: number): void {
    wall += ms;
    elapsed += ms;
  }

  it('shows one time while nobody sets it', () => {
    pass(HOUR);
    const time = NOON + HOUR;
    expect(clock()).toEqual({ now: time, steadyNow: time, windowNow: time });
  });

  it('goes on steadily when it is set back, and ahead', () => {
    wall -= DAY;
    pass(1000);
    expect(clock()).toMatchObject({ now: NOON - DAY + 1000, steadyNow: NOON + 1000 });
    wall += 4 * DAY;
    pass(1000);
    expect(clock()).toMatchObject({ now: NOON + 3 * DAY + 2000, steadyNow: NOON + 2000 });
  });

  it('shows windows a leap ahead only when every window has ended that was open before it', () => {
    wall += 4 * DAY;
    expect(clock().windowNow).toBe(NOON);
    pass(WAIT - 1);
    expect(clock().windowNow).toBe(NOON + WAIT - 1);
    pass(1);
    expect(clock().windowNow).toBe(NOON + 4 * DAY + WAIT);
  });

  it('takes a correction of up to a second for no leap', () => {
    wall += 1000;
    expect(clock().windowNow).toBe(NOON + 1000);
  });

  it('never expires a window too early, however often it is set', () => {
    const turns = fc.array(
      fc.record({ passMs: fc.nat(HOUR), setMs: fc.integer({ min: -9 * DAY, max: 9 * DAY }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(turns, (given) => {
        const windows: { expiresAt: number; opened: number }[] = [];
        for (const { passMs, setMs } of given) {
          windows.push({ expiresAt: clock().now + WAIT, opened: elapsed });
          wall += setMs;
          clock();
          pass(passMs);
          const { windowNow } = clock();
          windows
            .filter(({ expiresAt }) => expiresAt < windowNow)
            // Each of the corrections up to a second that are no leap may be missing.
            .forEach(({ opened }) => {
              expect(elapsed - opened).toBeGreaterThanOrEqual(WAIT - 1000 * given.length);
            });
        }
      }),
    );
  });
});

describe('a clock that somebody turns', () => {
  it('lets time pass when it is advanced, for windows and for waits', () => {
    let time = NOON;
    const clock = turnedClock(() => new Date(time));
    clock();
    time += DAY;
    expect(clock()).toEqual({ now: time, steadyNow: time, windowNow: time });
  });

  it('lets waits go on when it is turned back', () => {
    let time = NOON;
    const clock = turnedClock({ now: () => new Date(time) });
    clock();
    time -= DAY;
    expect(clock()).toEqual({ now: time, steadyNow: NOON, windowNow: time });
    time += 1000;
    expect(clock()).toMatchObject({ now: time, steadyNow: NOON + 1000 });
  });
});
