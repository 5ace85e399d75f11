import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { type Host, startHost } from '../../support/host.js';
import { progress } from '../../support/progress.js';
import { SharedDatabase } from '../../support/shared.database.js';
import { Follower } from '../../support/shop.handlers.js';
import { problemsOf } from './race.end.js';
import { Race } from './race.js';
import { Machine } from './race.machine.js';
import { plans } from './race.plan.js';

// Holds rule 3: a duplicate.
// Holds rule 4: the status machine.

/** Half of the interleavings: two spec files run at the same time. More: `npm run prove:interleavings`. */
const numRuns = Math.ceil(Number(process.env['INTERLEAVINGS'] ?? 2000) / 2);
/** The same interleavings again: `INTERLEAVING_SEED=…`. */
const given = process.env['INTERLEAVING_SEED'];

/** @param half which half: each draws its own interleavings */
export function describeRaces(half: 1 | 2): void {
  const seed = given === undefined ? (Date.now() + half) % 2 ** 31 : Number(given);
  const tell = progress({ of: 'interleavings', total: numRuns, seed: `INTERLEAVING_SEED=${seed}` });

  describe(`two machines on one ledger, in any order (INTERLEAVING_SEED=${seed})`, () => {
    let hosts: readonly [Host, Host];
    let database: SharedDatabase;
    let machines: readonly [Machine, Machine] | undefined;

    function newMachines(): readonly [Machine, Machine] {
      const line = database.connect();
      return [Machine.create('one', hosts[0], line), Machine.create('two', hosts[1], line)];
    }

    beforeAll(async () => {
      Logger.overrideLogger(false);
      hosts = [await startHost(Follower), await startHost(Follower)];
      database = await SharedDatabase.create();
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
      jest.spyOn(Math, 'random').mockReturnValue(1);
    });
    afterAll(async () => {
      jest.restoreAllMocks();
      jest.useRealTimers();
      database.close();
      for (const host of hosts) await host.close();
    });

    it(
      'reach one outcome for each payment, and one machine at a time works on it',
      async () => {
        let runs = 0;
        await fc.assert(
          fc.asyncProperty(fc.scheduler(), plans, async (scheduler, plan) => {
            const racing = machines ?? newMachines();
            machines = undefined;
            const race = await Race.run(plan, scheduler, racing, database);
            expect(problemsOf(race)).toEqual([]);
            if (race.isOver) machines = racing;
            tell((runs += 1));
          }),
          { numRuns, seed },
        );
      },
      300_000 + numRuns * 300,
    );
  });
}
