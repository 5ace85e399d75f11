import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { startHost } from '../support/host.js';
import { SharedDatabase } from '../support/shared.database.js';
import { Follower, Fulfiller } from '../support/shop.handlers.js';
import { type Fault, Faults } from './faulty.database.js';
import { type History, HISTORIES } from './shop.histories.js';
import { type Hosts, World } from './shop.world.js';

const FAULTS: readonly Fault[] = [
  { kind: 'fails', code: 'SQLITE_IOERR', times: 1 },
  { kind: 'fails', code: 'SQLITE_BUSY', times: 4 },
  { kind: 'takes its transaction back', code: 'SQLITE_FULL', times: 1 },
  { kind: 'is done, and its answer lost', code: 'SQLITE_IOERR', times: 1 },
];

describe('a fault at every single statement of the ledger, in turn', () => {
  let hosts: Hosts;
  let database: SharedDatabase;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    hosts = {
      attentive: await startHost({ provide: Follower, useClass: Fulfiller }),
      deaf: await startHost(),
    };
    database = await SharedDatabase.create();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    // Each run is the same up to its fault, so that it strikes where it should.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    jest.useRealTimers();
    database.close();
    await hosts.attentive.close();
    await hosts.deaf.close();
  });

  async function live({ live: history, options = {} }: History, faults: Faults): Promise<World> {
    database.empty();
    jest.setSystemTime(0);
    const world = new World(hosts, database, faults, options);
    await history(world);
    world.crash();
    return world;
  }

  describe.each(Object.entries(HISTORIES))('in the history of %s', (_name, history) => {
    it.each(FAULTS)(
      'that $kind ($code, $times times) loses nothing and does nothing twice',
      async (fault) => {
        const unharmed = new Faults(null, 0);
        const world = await live(history, unharmed);
        expect(world.violations).toEqual([]);
        const { executed } = unharmed;
        const end = world.end();
        for (const [at, text] of executed.entries()) {
          const faults = new Faults(fault, at);
          const harmed = await live(history, faults);
          const { violations } = harmed;
          const struck = faults.executed[at];
          expect({ at, struck, violations, ...harmed.end() }).toEqual({
            at,
            struck: text,
            violations: [],
            ...end,
          });
        }
      },
      120_000,
    );
  });
});
