import { progress } from '../../support/progress.js';
import { BUILD_MS, buildPackages } from '../../support/packages.build.js';
import { type Fate, killAgainAndAgain } from './kill.shop.js';

// Holds rule 1: stored, then acknowledged.
// Holds rule 2: one transaction.
// Holds rule 7: create is safe to repeat.
// Holds rule 11: nothing is deleted silently, and nobody is skipped silently.

/** More kills: `npm run prove:kill`; the same plans again: `KILL_SEED=…` (the exact moment of a kill still varies). */
const KILLS = Number(process.env['KILLS'] ?? 25);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31);
const KILLS_PER_SHOP = 50;
/** Two shops at once: one loads while the other one waits. */
const SHOPS_AT_ONCE = 2;

describe(`shops whose processes are killed again and again (KILL_SEED=${SEED})`, () => {
  let server: string;

  beforeAll(async () => {
    server = await buildPackages();
  }, BUILD_MS);

  it(
    'keep every promise that they made with a 200, and keep it once',
    async () => {
      const shops = Array.from({ length: Math.ceil(KILLS / KILLS_PER_SHOP) }, (_, shop) => ({
        name: `S${shop}`,
        // Far apart, so that the plans of two shops have nothing in common.
        seed: (SEED + Math.imul(shop, 0x9e3779b1)) | 0,
        kills: Math.min(KILLS_PER_SHOP, KILLS - shop * KILLS_PER_SHOP),
      }));
      const fates: Fate[] = [];
      const broken: object[] = [];
      const tell = progress({ of: 'kills', total: KILLS, seed: `KILL_SEED=${SEED}` });
      const work = async () => {
        for (let shop = shops.shift(); shop && broken.length === 0; shop = shops.shift()) {
          const fate = await killAgainAndAgain(server, shop);
          fates.push(fate);
          if (fate.broken.length > 0) broken.push({ KILL_SEED: SEED, shop, broken: fate.broken });
          tell(sum(fates, 'kills'));
        }
      };
      const works = await Promise.allSettled(Array.from({ length: SHOPS_AT_ONCE }, work));
      works.forEach((one) => one.status === 'rejected' && fail(one.reason));
      expect(broken).toEqual([]);
      expect(sum(fates, 'kills')).toBe(KILLS);
      expect(sum(fates, 'promises')).toBeGreaterThan(KILLS);
    },
    300_000 + KILLS * 5_000,
  );
});

function fail(reason: unknown): never {
  throw new Error(`with KILL_SEED=${SEED}`, { cause: reason });
}

function sum(fates: readonly Fate[], key: 'kills' | 'promises'): number {
  return fates.reduce((total, fate) => total + fate[key], 0);
}
