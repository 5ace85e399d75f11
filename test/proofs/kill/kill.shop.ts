import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, SECRET } from '../../support/app.js';
import {
  type Answer,
  created,
  reset,
  type ScriptedGateway,
  startGateway,
} from '../../support/gateway.js';
import { HANDLED } from '../../support/shop-process/shop.messages.js';
import { type Opening, ShopProcess } from '../../support/shop-process/shop.process.js';
import { live } from './kill.life.js';
import { create } from './kill.load.js';
import { livesOf } from './kill.plan.js';
import { Promises } from './kill.promises.js';
import { brokenPromises, readRemains } from './kill.result.js';

/** The result of one shop. */
export interface Fate {
  readonly kills: number;
  /** How many webhooks were answered with 200. */
  readonly promises: number;
  readonly broken: readonly string[];
}

/** Starts and kills one shop again and again, then lets it finish its work, and checks what it has kept. */
export async function killAgainAndAgain(
  server: string,
  { name, seed, kills }: { readonly name: string; readonly seed: number; readonly kills: number },
): Promise<Fate> {
  const promises = new Promises();
  const gateway = await startPlannedGateway(promises);
  const folder = await mkdtemp(join(tmpdir(), 'ovgc-kill-'));
  await writeFile(join(folder, HANDLED), '');
  const opening = {
    folder,
    gatewayUrl: gateway.baseUrl,
    webhookSecret: SECRET,
    backoff: { initialDelayMs: 5, maxDelayMs: 20 },
    writesLetters: true,
  };
  const processes: ShopProcess[] = [];
  const start = () => {
    const shop = new ShopProcess(server);
    processes.push(shop);
    return shop;
  };
  try {
    // The next process loads its code while this one works.
    let reserve = start();
    let killed = 0;
    // Some processes end by themselves before they are killed.
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

/** A gateway that answers as the plans of the orders say, and counts its calls. */
function startPlannedGateway(promises: Promises): Promise<ScriptedGateway> {
  const otherwise: Answer = (call, response, socket) => {
    const record = promises.of(String(call.body['order_uuid']));
    const { gatewayMs } = record.plan;
    record.asked += 1;
    if (record.isCreated) record.askedAgain += 1;
    if (gatewayMs === null && record.asked === 1) reset(call, response, socket);
    else setTimeout(() => created(call, response), gatewayMs ?? 0);
  };
  return startGateway({ otherwise });
}

/** Asks again for what a crash may have lost, as a shop would, and waits until everything is delivered. */
async function liveToTheEnd(
  shop: ShopProcess,
  opening: Opening,
  promises: Promises,
): Promise<void> {
  const url = String(await shop.open(opening));
  const promised = [...promises.orders].filter(([, { acknowledged }]) => acknowledged.size > 0);
  for (const [order] of promised) await create(url, order, promises);
  await eventually('everything is delivered', async () => (await pending(url)) === 0, 60_000);
  await shop.close();
}

async function pending(url: string): Promise<number> {
  const counts = (await (await fetch(`${url}/deliveries`)).json()) as { pending: number };
  return counts.pending;
}
