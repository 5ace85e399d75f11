import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { startHost } from '../../support/host.js';
import { SharedDatabase } from '../../support/shared.database.js';
import { Follower, Fulfiller } from '../../support/shop.handlers.js';
import { type Hosts, ScenarioShop } from './scenario.shop.js';
import { type Scenario, SCENARIOS } from './scenario.table.js';
import { type Fault, StatementFaults } from './statement.faults.js';

// Holds rule 1: stored, then acknowledged.
// Holds rule 2: one transaction.
// Holds rule 11: nothing is deleted silently, and nobody is skipped silently.

const FAULTS: readonly Fault[] = [
  { kind: 'fails', code: 'SQLITE_IOERR', times: 1 },
  { kind: 'fails', code: 'SQLITE_BUSY', times: 4 },
  { kind: 'rolls back its transaction', code: 'SQLITE_FULL', times: 1 },
  { kind: 'succeeds, but reports an error', code: 'SQLITE_IOERR', times: 1 },
];

/** Every fault at every statement: `npm run prove:statements`. Otherwise the statements take the faults in turn. */
const ALL = process.env['STATEMENT_FAULTS'] === 'all';
/** Which statement takes which fault; the same choice again: `STATEMENT_SEED=…`. */
const SEED = Number(process.env['STATEMENT_SEED'] ?? Date.now() % FAULTS.length);

describe(`a fault at every statement of the ledger (STATEMENT_SEED=${SEED})`, () => {
  let hosts: Hosts;
  let database: SharedDatabase;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    hosts = {
      'with handlers': await startHost({ provide: Follower, useClass: Fulfiller }),
      'without handlers': await startHost(),
    };
    database = await SharedDatabase.create();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    // Each run is the same up to its fault, so that the fault hits the statement it should.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    jest.useRealTimers();
    database.close();
    for (const host of Object.values(hosts)) await host.close();
  });

  async function run(
    scenario: Scenario,
    faults: StatementFaults,
    on: SharedDatabase,
  ): Promise<ScenarioShop> {
    jest.setSystemTime(0);
    const shop = new ScenarioShop(hosts, on, faults, scenario.options ?? {});
    await scenario.run(shop);
    shop.crash();
    return shop;
  }

  /** Runs a scenario again and again, each time with a fault at the next statement: the end is always the same. */
  async function expectSameEnd(scenario: Scenario, emptyDatabase: () => SharedDatabase) {
    const undisturbed = new StatementFaults(null, 0);
    const shop = await run(scenario, undisturbed, emptyDatabase());
    expect(shop.violations).toEqual([]);
    const end = shop.end();
    for (const [at, statement] of undisturbed.executed.entries()) {
      for (const fault of faultsAt(at)) {
        const faults = new StatementFaults(fault, at);
        const disturbed = await run(scenario, faults, emptyDatabase());
        const { violations } = disturbed;
        const affected = faults.executed[at];
        expect({ at, fault, affected, violations, ...disturbed.end() }).toEqual({
          at,
          fault,
          affected: statement,
          violations: [],
          ...end,
        });
      }
    }
  }

  it('leaves no table half made', async () => {
    const firstStart = async (shop: ScenarioShop) => {
      await shop.start();
      await shop.order('A');
      await shop.delivered();
    };
    let bare = new SharedDatabase();
    await expectSameEnd({ run: firstStart }, () => {
      bare.close();
      bare = new SharedDatabase();
      return bare;
    });
    bare.close();
  }, 240_000);

  it.each(Object.entries(SCENARIOS))(
    'loses nothing and does nothing twice: %s',
    (_name, scenario) =>
      expectSameEnd(scenario, () => {
        database.empty();
        return database;
      }),
    480_000,
  );
});

function faultsAt(statement: number): readonly Fault[] {
  if (ALL) return FAULTS;
  const turn = (statement + SEED) % FAULTS.length;
  return FAULTS.slice(turn, turn + 1);
}
