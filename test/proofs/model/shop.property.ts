import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { startHost } from '../../support/host.js';
import { progress } from '../../support/progress.js';
import { SharedDatabase } from '../../support/shared.database.js';
import { endOf, endReached } from './shop.end.js';
import { Follower, Fulfiller } from '../../support/shop.handlers.js';
import { programs } from './shop.program.js';
import { type Hosts, ShopRun } from './shop.run.js';

// Holds rule 3: a duplicate.
// Holds rule 4: the status machine.
// Holds rule 5: a webhook for a transaction not known yet.
// Holds rule 7: create is safe to repeat.
// Holds rule 11: nothing is deleted silently, and nobody is skipped silently.

/** Half of the programs: two spec files run at the same time. More: `npm run prove:model`. */
const numRuns = Math.ceil(Number(process.env['MODEL_RUNS'] ?? 2000) / 2);
/** The same programs again: `MODEL_SEED=…`. */
const given = process.env['MODEL_SEED'];

/** @param half which half: each draws its own programs */
export function describeScenarios(half: 1 | 2): void {
  const seed = given === undefined ? (Date.now() + half) % 2 ** 31 : Number(given);
  const tell = progress({ of: 'programs', total: numRuns, seed: `MODEL_SEED=${seed}` });

  describe(`any scenario of a shop (MODEL_SEED=${seed})`, () => {
    let hosts: Hosts;
    let database: SharedDatabase;

    beforeAll(async () => {
      Logger.overrideLogger(false);
      hosts = {
        following: await startHost(Follower),
        fulfilling: await startHost({ provide: Follower, useClass: Fulfiller }),
      };
      database = await SharedDatabase.create();
      // The model controls the clock; everything that follows at the same instant still runs by itself.
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
      // Only the program is random: each backoff is as long as it may be.
      jest.spyOn(Math, 'random').mockReturnValue(1);
    });
    afterAll(async () => {
      jest.restoreAllMocks();
      jest.useRealTimers();
      database.close();
      await hosts.following.close();
      await hosts.fulfilling.close();
    });

    it(
      'ends with the payments, webhooks, events and handler calls that the model expects',
      async () => {
        let runs = 0;
        await fc.assert(
          fc.asyncProperty(programs, async (program) => {
            const run = await ShopRun.of(program, hosts, database);
            expect(endReached(run)).toEqual(endOf(run.model, program));
            tell((runs += 1));
          }),
          { numRuns, seed },
        );
      },
      300_000 + numRuns * 300,
    );
  });
}
