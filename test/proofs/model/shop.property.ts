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

/** Half of the programs that run, since two files of them run at the same time. More: `MODEL_RUNS=1000000`. */
const numRuns = Math.ceil(Number(process.env['MODEL_RUNS'] ?? 10_000) / 2);
/** The same ones again: `MODEL_SEED=…`. */
const given = process.env['MODEL_SEED'];

/** @param half which half: each draws programs of its own */
export function describeHistories(half: 1 | 2): void {
  const seed = given === undefined ? (Date.now() + half) % 2 ** 31 : Number(given);
  const tell = progress({ of: 'programs', total: numRuns, seed: `MODEL_SEED=${seed}` });

  describe(`any history of a shop (MODEL_SEED=${seed})`, () => {
    let hosts: Hosts;
    let database: SharedDatabase;

    beforeAll(async () => {
      Logger.overrideLogger(false);
      hosts = {
        following: await startHost(Follower),
        fulfilling: await startHost({ provide: Follower, useClass: Fulfiller }),
      };
      database = await SharedDatabase.create();
      // The clock is the model's; what follows from one thing at the same instant still follows by itself.
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
      // Nothing is left to chance but the program: each wait is as long as it may be.
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
      'moves, tells, keeps and calls what the model says, once and in order',
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
      60_000 + numRuns * 300,
    );
  });
}
