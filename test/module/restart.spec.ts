import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, SECRET, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import { HANDLED, type Handled, type HandlerPlan } from '../support/shop-process/shop.messages.js';
import { ShopProcess } from '../support/shop-process/shop.process.js';

describe('a process that starts while the one before still shuts down, as in watch mode', () => {
  let server: string;
  let gateway: ScriptedGateway;
  let folder: string;
  const processes: ShopProcess[] = [];

  beforeAll(async () => {
    server = await buildPackages();
  }, BUILD_MS);
  beforeEach(async () => {
    gateway = await startGateway();
    folder = await mkdtemp(join(tmpdir(), 'ovgc-restart-'));
    await writeFile(join(folder, HANDLED), '');
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((shop) => shop.kill()));
    await gateway.close();
    await rm(folder, { recursive: true });
  });

  function start(): ShopProcess {
    const shop = new ShopProcess(server);
    processes.push(shop);
    return shop;
  }
  const open = (shop: ShopProcess) =>
    shop.open({
      folder,
      gatewayUrl: gateway.baseUrl,
      webhookSecret: SECRET,
      backoff: {},
      writesLetters: false,
    });
  async function post(url: string, body: object): Promise<void> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  }
  async function handled(): Promise<Handled[]> {
    const lines = (await readFile(join(folder, HANDLED), 'utf8')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Handled);
  }

  it.each<[string, HandlerPlan]>([
    ['takes its time', { failures: 0, slowMs: 3000 }],
    ['blocks the event loop', { failures: 0, slowMs: 0, blocksMs: 3000 }],
  ])(
    'waits for a handler that %s, and then takes the ledger over',
    async (_, plan) => {
      const before = start();
      const url = String(await open(before));
      await post(`${url}/orders`, { ...request('ORDER-1'), metadata: plan });
      await post(`${url}/webhooks/ovgc`, succeeded(transactionOf('ORDER-1')));

      const closing = before.close();
      const after = start();
      const reopened = await open(after);
      expect(reopened).not.toBe(url);
      expect(await handled()).toMatchObject([{ handler: 'fulfil', order: 'ORDER-1' }]);
      await closing;
      const counts = await (await fetch(`${reopened}/deliveries`)).json();
      expect(counts).toMatchObject({ pending: 0, completed: 1 });
    },
    60_000,
  );
});
