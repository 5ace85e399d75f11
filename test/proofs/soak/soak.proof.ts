import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, print } from '../../bench/figures.js';
import { eventually } from '../../support/app.js';
import { atConstantRate } from './constant.rate.js';
import { cut, growthOf, type MemorySample, percentile } from './soak.figures.js';
import { startForgetfulGateway } from './soak.gateway.js';
import { SoakLoad } from './soak.load.js';
import { SoakShop } from './soak.shop.js';

/** An hour: `SOAK_SECONDS=3600`; the same orders and failures again: `SOAK_SEED=…`. */
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60);
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 2 ** 31);
const PER_SECOND = 200;
/** Each one collects the garbage first, during which nobody is answered: so they are few. */
const SAMPLES = 20;
const MIB = 1024 * 1024;

/** The longest that 99 of 100 answers may take, in the median of the windows: another process may take one of them. */
const P99_MS = 50;
const WINDOW_SECONDS = 10;
/**
 * What an hour may add as well as a minute: the caches of compiled code and of prepared statements that still fill,
 * and nothing for each webhook. In a minute 7,200 webhooks lie between the two medians, in an hour 432,000.
 */
const HEAP_GROWTH = 3 * MIB;
const RSS_GROWTH = 24 * MIB;

describe(`${SECONDS} s of ${PER_SECOND} webhooks a second, with copies and failing handlers (SOAK_SEED=${seed})`, () => {
  let gateway: Server;
  let folder: string;
  let shop: SoakShop;

  beforeAll(async () => {
    const started = await startForgetfulGateway();
    gateway = started.server;
    folder = mkdtempSync(join(tmpdir(), 'ovgc-soak-'));
    shop = await SoakShop.start(folder, seed, started.baseUrl);
  });
  afterAll(async () => {
    await shop.stop();
    gateway.close();
    await once(gateway, 'close');
    rmSync(folder, { recursive: true });
  });

  it(
    'are each answered in time and fulfilled once, in the same memory',
    async () => {
      const load = new SoakLoad(shop, seed);
      await load.begin();
      const samples: MemorySample[] = [];
      const looking = atConstantRate(SAMPLES / SECONDS, SECONDS, async () => {
        samples.push(await shop.memory());
      });
      await atConstantRate(PER_SECOND, SECONDS, (nth, dueAt) => load.step(nth, dueAt));
      await looking;
      const all = async () => (await shop.deliveries()).pending === 0;
      await eventually('every delivery is done', all, 120_000);

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
  for (const order of readFileSync(join(folder, 'fulfilled.txt'), 'utf8').trim().split('\n')) {
    times.set(order, (times.get(order) ?? 0) + 1);
  }
  return times;
}
