import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/app.js';
import type { Opening, ShopProcess } from '../../support/shop-process/shop.process.js';
import { sell, sendWebhooks } from './kill.load.js';
import type { Ending, LifePlan } from './kill.plan.js';
import type { Promises } from './kill.promises.js';

/**
 * Runs one process of a shop, from its start to its kill.
 *
 * @param name what its orders' names begin with
 * @returns whether it was killed; it may have shut down before
 */
export async function live(
  shop: ShopProcess,
  opening: Opening,
  { name, plan }: { readonly name: string; readonly plan: LifePlan },
  promises: Promises,
): Promise<boolean> {
  const { ending } = plan;
  if (ending.kind === 'starting') return dieStarting(shop, opening, ending.afterMs);
  const url = await shop.open(opening);
  if (url === null) throw new Error('the shop was killed before its time');
  const before = promises.count;
  let isOver = false;
  const load = loadOf(url, name, plan, promises).finally(() => {
    isOver = true;
  });
  await untilItEnds(shop, ending, (wanted) => isOver || promises.count - before >= wanted);
  const isKilled = await shop.kill();
  await load;
  return isKilled;
}

async function dieStarting(shop: ShopProcess, opening: Opening, afterMs: number): Promise<boolean> {
  let isKilled = Promise.resolve(false);
  await shop.open(opening, () => {
    isKilled = sleep(afterMs).then(() => shop.kill());
  });
  return isKilled;
}

/** Places new orders, and sends webhooks of earlier ones again. */
async function loadOf(
  url: string,
  name: string,
  { orders, again }: LifePlan,
  promises: Promises,
): Promise<void> {
  const earlier = [...promises.orders.keys()];
  const resent = again.flatMap((back) => earlier.at(-1 - back) ?? []);
  await Promise.all([
    ...resent.map((order) => sendWebhooks(url, order, promises)),
    ...orders.map((plan, i) => {
      const order = `${name}-${i}`;
      promises.begin(order, plan);
      return sell(url, order, promises);
    }),
  ]);
}

async function untilItEnds(
  shop: ShopProcess,
  ending: Exclude<Ending, { kind: 'starting' }>,
  hasPromised: (wanted: number) => boolean,
): Promise<void> {
  if (ending.kind === 'promised') {
    await eventually('it has made its promises', () => hasPromised(ending.promises), 60_000);
  }
  if (ending.kind === 'draining') {
    await sleep(ending.closeAfterMs);
    void shop.close();
  }
  await sleep(ending.afterMs);
}
