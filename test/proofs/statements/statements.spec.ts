import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { startHost } from '../../support/host.js';
import { SharedDatabase } from '../../support/shared.database.js';
import { Follower, Fulfiller } from '../../support/shop.handlers.js';
import { type Fault, Faults } from './faults.js';
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

  async function live(
    { live: history, options = {} }: History,
    faults: Faults,
    on: SharedDatabase,
  ): Promise<World> {
    jest.setSystemTime(0);
    const world = new World(hosts, on, faults, options);
    await history(world);
    world.crash();
    return world;
  }

  /** Lives a history again and again: each time the fault strikes one statement later, and the end is the same. */
  async function expectSameEnd(history: History, fault: Fault, clean: () => SharedDatabase) {
    const unharmed = new Faults(null, 0);
    const world = await live(history, unharmed, clean());
    expect(world.violations).toEqual([]);
    const end = world.end();
    for (const [at, text] of unharmed.executed.entries()) {
      const faults = new Faults(fault, at);
      const harmed = await live(history, faults, clean());
      const { violations } = harmed;
      const struck = faults.executed[at];
      expect({ at, struck, violations, ...harmed.end() }).toEqual({
        at,
        struck: text,
        violations: [],
        ...end,
      });
    }
  }

  it.each(FAULTS)(
    'that $kind ($code, $times times) while the tables are made leaves none half made',
    async (fault) => {
      const firstStart = async (world: World) => {
        await world.start();
        await world.order('A');
        await world.rest();
      };
      let bare = new SharedDatabase();
      await expectSameEnd({ live: firstStart }, fault, () => {
        bare.close();
        bare = new SharedDatabase();
        return bare;
      });
      bare.close();
    },
    60_000,
  );

  describe.each(Object.entries(HISTORIES))('in the history of %s', (_name, history) => {
    it.each(FAULTS)(
      'that $kind ($code, $times times) loses nothing and does nothing twice',
      (fault) =>
        expectSameEnd(history, fault, () => {
          database.empty();
          return database;
        }),
      120_000,
    );
  });
});
