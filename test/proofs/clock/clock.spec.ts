import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { type Host, startHost } from '../../support/host.js';
import { SharedDatabase } from '../../support/shared.database.js';
import { Follower } from '../../support/shop.handlers.js';
import { type Asking, DAY, runWithClock, TICK, type Turn, WAIT } from './clock.run.js';

const numRuns = Number(process.env['CLOCK_RUNS'] ?? 16) / 2;
const seed = Number(process.env['CLOCK_SEED'] ?? Date.now() % 2 ** 31);

const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    setMs: fc.oneof(
      fc.constant(0),
      fc.constantFrom(96 * 60 * 60_000, -96 * 60 * 60_000),
      fc.integer({ min: -9 * DAY, max: 9 * DAY }),
      fc.integer({ min: -3 * TICK, max: 3 * TICK }),
    ),
    creates: fc.constantFrom('nothing', 'before', 'after'),
  }),
  { minLength: 1, maxLength: 24 },
);

describe(`a machine’s clock that is set, back and ahead (CLOCK_SEED=${seed})`, () => {
  let host: Host;
  let database: SharedDatabase;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    host = await startHost(Follower);
    database = await SharedDatabase.create();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    jest.spyOn(Math, 'random').mockReturnValue(1);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    jest.useRealTimers();
    database.close();
    await host.close();
    Logger.overrideLogger(false);
  });

  it.each<Asking>(['asks nobody', 'asks the gateway'])(
    'changes no attempt, expires no payment early, and leaves none pending, where the module %s',
    async (asking) => {
      const around = { host, database };
      const undisturbed = await runWithClock([], asking, around);
      expect(undisturbed.attempts.length).toBeGreaterThan(5);
      await fc.assert(
        fc.asyncProperty(turns, async (given) => {
          const run = await runWithClock(given, asking, around);
          expect(run.attempts).toEqual(undisturbed.attempts);
          expect(Math.max(...run.calledAfter)).toBeLessThanOrEqual(0);
          for (const ms of run.pendingFor) {
            // Up to a second is a correction and no leap.
            expect(ms).toBeGreaterThanOrEqual(WAIT[asking] - given.length * 1000);
            expect(ms).toBeLessThan(Infinity);
          }
          expect(run.unmatched).toEqual([{ reported: 1 }]);
          expect(run.finishedEvents).toBe(undisturbed.finishedEvents);
        }),
        { numRuns, seed },
      );
    },
    60_000 + numRuns * 2000,
  );
});
