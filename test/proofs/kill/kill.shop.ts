import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, SECRET } from '../../support/app.js';
import { created, reset, type ScriptedGateway, startGateway } from '../../support/gateway.js';
import { HANDLED } from '../../support/shop-process/shop.messages.js';
import { type Opening, ShopProcess } from '../../support/shop-process/shop.process.js';
import { live } from './kill.life.js';
import { create } from './kill.load.js';
import { livesOf } from './kill.plan.js';
import { Promises } from './kill.promises.js';
import { brokenPromises, readRemains } from './kill.verdict.js';

/** What became of a shop. */
export interface Fate {
  readonly kills: number;
  /** 200s that were answered. */
  readonly promises: number;
  readonly broken: readonly string[];
}

/** Lets one shop live, be killed and live again, then live for once to the end, and sees what it has kept. */
export async function killAgainAndAgain(
  server: string,
  { name, seed, kills }: { readonly name: string; readonly seed: number; readonly kills: number },
): Promise<Fate> {
  const promises = new Promises();
  const gateway = await startPlannedGateway(promises);
  const folder = await mkdtemp(join(tmpdir(), 'ovgc-kill-'));
  await writeFile(join(folder, HANDLED), '');
  const opening = { folder, gatewayUrl: gateway.baseUrl, webhookSecret: SECRET };
  const processes: ShopProcess[] = [];
  const start = () => {
    const shop = new ShopProcess(server);
    processes.push(shop);
    return shop;
  };
  try {
    // The next one loads its code while this one is under load.
    let reserve = start();
    let killed = 0;
    // Some lives end by themselves, before the kill.
    for (const [life, plan] of livesOf(seed, kills * 2).entries()) {
      if (killed === kills) break;
      const shop = reserve;
      reserve = start();
      const isKilled = await live(shop, opening, { name: `${name}-${life}`, plan }, promises);
      if (isKilled) killed += 1;
    }
    await liveToTheEnd(reserve, opening, promises);
    const broken = brokenPromises(promises, readRemains(folder));
    return { kills: killed, promises: promises.count, broken };
  } finally {
    await Promise.all(processes.map((shop) => shop.kill()));
    await gateway.close();
    await rm(folder, { recursive: true });
  }
}

/** Answers as the orders' plans say, and keeps count. */
function startPlannedGateway(promises: Promises): Promise<ScriptedGateway> {
  return startGateway((call, response, socket) => {
    const record = promises.of(String(call.body['order_uuid']));
    const { gatewayMs } = record.plan;
    record.asked += 1;
    if (record.isCreated) record.askedAgain += 1;
    if (gatewayMs === null && record.asked === 1) reset(call, response, socket);
    else setTimeout(() => created(call, response), gatewayMs ?? 0);
  });
}

/** What a crash swallowed is asked for again, as a shop would; then all that was promised has its time. */
async function liveToTheEnd(
  shop: ShopProcess,
  opening: Opening,
  promises: Promises,
): Promise<void> {
  const url = String(await shop.open(opening));
  const promised = [...promises.orders].filter(([, { acknowledged }]) => acknowledged.size > 0);
  for (const [order] of promised) await create(url, order, promises);
  await eventually('all is delivered', async () => (await pending(url)) === 0, 60_000);
  await shop.close();
}

async function pending(url: string): Promise<number> {
  const counts = (await (await fetch(`${url}/deliveries`)).json()) as { pending: number };
  return counts.pending;
}
