import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { declined, eventually, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';

const KILLS = Number(process.env['KILLS'] ?? 8);
const ORDERS_A_LIFE = 30;

interface Shop {
  readonly process: ChildProcess;
  readonly url: string;
}

describe('a shop whose process is killed again and again', () => {
  let gateway: ScriptedGateway;
  let folder: string;

  beforeAll(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(join(tmpdir(), 'ovgc-kill-'));
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<Shop> {
    const child = fork(new URL('./shop.server.ts', import.meta.url), [folder], {
      execArgv: ['--import', '@swc-node/register/esm-register'],
      env: { ...process.env, GATEWAY_URL: gateway.baseUrl, SWC_NODE_PROJECT: 'test/tsconfig.json' },
    });
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return { process: child, url };
  }

  async function kill({ process: child }: Shop): Promise<void> {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  it(
    'has the effect of every webhook it acknowledged, and none twice',
    async () => {
      const acknowledged = new Set<string>();
      for (let life = 0; life < KILLS; life += 1) {
        const shop = await start();
        const load = Array.from({ length: ORDERS_A_LIFE }, (_, i) =>
          buy(shop, `ORDER-${life}-${i}`, acknowledged),
        );
        // Every other life ends whenever it does, the rest with something promised.
        const before = acknowledged.size;
        if (life % 2 === 0) await eventually('a 200', () => acknowledged.size > before, 20_000);
        await sleep(Math.random() * 250);
        await kill(shop);
        await Promise.all(load);
      }
      expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS / 2);

      const shop = await start();
      // A webhook may be there without the create answer that the crash swallowed: asking again applies it.
      await Promise.all([...acknowledged].map((order) => create(shop, order)));
      await eventually('all is delivered', async () => (await pending(shop)) === 0, 20_000);
      const keys = keysByOrder(readFileSync(join(folder, 'fulfilled.jsonl'), 'utf8'));
      await kill(shop);
      const lost = [...acknowledged].filter((order) => !keys.has(order));
      const twice = [...keys].filter(([, distinct]) => distinct.size > 1);
      expect({ lost, twice }).toEqual({ lost: [], twice: [] });
    },
    30_000 + KILLS * 5_000,
  );
});

/** Creates an order and sends its webhooks, in copies; remembers the success when it was acknowledged. */
async function buy(shop: Shop, order: string, acknowledged: Set<string>): Promise<void> {
  try {
    await create(shop, order);
    const transactionId = transactionOf(order);
    const first = Math.random() < 0.2 ? [post(shop, declined(transactionId))] : [];
    await Promise.all(first);
    const copies = [post(shop, succeeded(transactionId)), post(shop, succeeded(transactionId))];
    for (const answer of await Promise.allSettled(copies)) {
      if (answer.status === 'fulfilled' && answer.value === 200) acknowledged.add(order);
    }
  } catch {
    // The process was killed in the middle: nothing was promised for this order.
  }
}

async function create(shop: Shop, orderUuid: string): Promise<void> {
  await postJson(`${shop.url}/orders`, { orderUuid });
}

async function post(shop: Shop, body: object): Promise<number> {
  return (await postJson(`${shop.url}/webhooks/ovgc`, body)).status;
}

function postJson(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function pending(shop: Shop): Promise<number> {
  const counts = (await (await fetch(`${shop.url}/deliveries`)).json()) as { pending: number };
  return counts.pending;
}

/** The idempotency keys that an order was fulfilled under: a copy under the same key is told apart by it. */
function keysByOrder(lines: string): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const line of lines.split('\n').filter(Boolean)) {
    const { order, key } = JSON.parse(line) as { order: string; key: string };
    keys.set(order, (keys.get(order) ?? new Set()).add(key));
  }
  return keys;
}
