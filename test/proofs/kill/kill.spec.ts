import { progress } from '../../support/progress.js';
import { buildShop, type ShopBuild } from '../../support/shop-process/shop.build.js';
import { type Fate, killAgainAndAgain } from './kill.shop.js';

/** More kills: `KILLS=5000`; the same lives again: `KILL_SEED=…` (the very instant of a kill is the machine's). */
const KILLS = Number(process.env['KILLS'] ?? 100);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31);
const KILLS_A_SHOP = 50;
/** Side by side: one loads while another waits. */
const SHOPS_AT_ONCE = 2;

describe(`shops whose processes are killed again and again (KILL_SEED=${SEED})`, () => {
  let build: ShopBuild;

  beforeAll(async () => {
    build = await buildShop();
  });
  afterAll(() => build.remove());

  it(
    'keep every promise they made with a 200, and keep none twice',
    async () => {
      const shops = Array.from({ length: Math.ceil(KILLS / KILLS_A_SHOP) }, (_, shop) => ({
        name: `S${shop}`,
        // Far apart, so that neighbours have nothing in common.
        seed: (SEED + Math.imul(shop, 0x9e3779b1)) | 0,
        kills: Math.min(KILLS_A_SHOP, KILLS - shop * KILLS_A_SHOP),
      }));
      const fates: Fate[] = [];
      const broken: object[] = [];
      const tell = progress({ of: 'kills', total: KILLS, seed: `KILL_SEED=${SEED}` });
      const work = async () => {
        for (let shop = shops.shift(); shop && broken.length === 0; shop = shops.shift()) {
          const fate = await killAgainAndAgain(build.server, shop);
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
    60_000 + KILLS * 5_000,
  );
});

function fail(reason: unknown): never {
  throw new Error(`with KILL_SEED=${SEED}`, { cause: reason });
}

function sum(fates: readonly Fate[], key: 'kills' | 'promises'): number {
  return fates.reduce((total, fate) => total + fate[key], 0);
}
