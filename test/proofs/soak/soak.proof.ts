import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, print } from '../../bench/figures.js';
import { eventually } from '../../support/app.js';
import { type ScriptedGateway, startGateway } from '../../support/gateway.js';
import { BUILD_MS, buildPackages } from '../../support/packages.build.js';
import { HANDLED, type Handled } from '../../support/shop-process/shop.messages.js';
import { atConstantRate } from './constant.rate.js';
import { cut, growthOf, type MemorySample, percentile } from './soak.figures.js';
import { SoakLoad } from './soak.load.js';
import { SoakShop } from './soak.shop.js';

// Holds rule 1: stored, then acknowledged.
// Holds rule 11: nothing is deleted silently, and nobody is skipped silently.

/** An hour: `npm run prove:soak`; the same orders and failures again: `SOAK_SEED=…`. */
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60);
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 2 ** 31);
const PER_SECOND = 200;
/** Few, since each sample collects the garbage first, and nothing is answered meanwhile. */
const SAMPLES = 20;
const MIB = 1024 * 1024;

/** The limit for 99 of 100 answers, in the median of the windows: another process may spoil one of them. */
const P99_MS = 50;
const WINDOW_SECONDS = 10;
/**
 * The limit for a minute and for an hour: caches of compiled code and prepared statements still fill, but nothing may
 * grow with each webhook. Between the two medians lie 7,200 webhooks in a minute, and 432,000 in an hour.
 */
const HEAP_GROWTH = 3 * MIB;
const RSS_GROWTH = 24 * MIB;

describe(`${SECONDS} s of ${PER_SECOND} webhooks a second, with duplicates and failing handlers (SOAK_SEED=${seed})`, () => {
  let gateway: ScriptedGateway;
  let folder: string;
  let shop: SoakShop;

  beforeAll(async () => {
    const server = await buildPackages();
    gateway = await startGateway({ remembers: false });
    folder = mkdtempSync(join(tmpdir(), 'ovgc-soak-'));
    shop = await SoakShop.start(server, folder, gateway.baseUrl);
  }, BUILD_MS);
  afterAll(async () => {
    await shop.stop();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  it(
    'are each answered in time and fulfilled once, without a growth of memory',
    async () => {
      const load = new SoakLoad(shop, seed);
      await load.begin();
      const samples: MemorySample[] = [];
      const looking = atConstantRate(SAMPLES / SECONDS, SECONDS, async () => {
        samples.push(await shop.memory());
      });
      await atConstantRate(PER_SECOND, SECONDS, (nth, dueAt) => load.step(nth, dueAt));
      await looking;
      const isDone = async () => (await shop.deliveries()).pending === 0;
      await eventually('every delivery is done', isDone, 120_000);

      const growth = growthOf(samples);
      const windows = cut(load.waits, WINDOW_SECONDS * PER_SECOND);
      const p99 = median(windows.map((waits) => percentile(waits, 99)));
      print(`soak: ${SECONDS} s, SOAK_SEED=${seed}`, {
        'webhooks acknowledged': load.waits.length - load.failures.length,
        'p50 of the 200, ms': percentile(load.waits, 50),
        'p99, median of windows, ms': p99,
        'p99 of all, ms': percentile(load.waits, 99),
        'heap growth, MiB': growth.heapUsed / MIB,
        'resident growth, MiB': growth.rss / MIB,
      });
      expect(load.failures.slice(0, 5)).toEqual([]);
      expect((await shop.deliveries()).deadLettered).toBe(0);
      expect(fulfilmentsOf(folder)).toEqual(
        new Map([...load.acknowledged].map((order) => [order, 1])),
      );
      expect(growth.heapUsed).toBeLessThan(HEAP_GROWTH);
      expect(growth.rss).toBeLessThan(RSS_GROWTH);
      expect(p99).toBeLessThan(P99_MS);
    },
    SECONDS * 1000 + 240_000,
  );
});

/** How often each order was fulfilled. */
function fulfilmentsOf(folder: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const lines = readFileSync(join(folder, HANDLED), 'utf8').split('\n');
  for (const line of lines.filter((text) => text !== '')) {
    const { order } = JSON.parse(line) as Handled;
    times.set(order, (times.get(order) ?? 0) + 1);
  }
  return times;
}
