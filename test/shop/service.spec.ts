import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from 'ovgc-sandbox';
import type { OrderJson } from '../../apps/shop/src/orders/order.js';
import { eventually } from '../support/app.js';
import { startGateway } from '../support/gateway.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import { getJson, postJson, type PlacedOrder } from '../support/shop.js';

const root = join(import.meta.dirname, '../..');
const running: (() => Promise<unknown>)[] = [];
let dataDir: string;

beforeAll(() => buildPackages(), BUILD_MS);
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shop-service-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((end) => end()));
  await rm(dataDir, { recursive: true });
});

describe('the shop as a service', () => {
  it('says where it is, and keeps its data where it is told', async () => {
    const port = await freePort();
    const shop = start({ SHOP_PORT: String(port) });
    expect(await shop.says(/\n/)).toBe(`The shop is open: http://127.0.0.1:${port}\n`);
    expect(await readdir(join(dataDir, 'kept'))).toEqual(
      expect.arrayContaining(['payments.db', 'shop.db']),
    );
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends well on %s, while a page listens',
    async (signal) => {
      const gateway = await startGateway();
      const port = await freePort();
      const shop = start({ SHOP_PORT: String(port), OVGC_BASE_URL: gateway.baseUrl });
      await shop.says(/\n/);
      const url = `http://127.0.0.1:${port}`;
      const order = await postJson(`${url}/orders`, {
        sku: 'night-heron',
        email: 'ada@example.com',
      });
      const { orderUuid } = (await order.json()) as PlacedOrder;
      const stream = await fetch(`${url}/orders/${orderUuid}/events`);

      const started = Date.now();
      shop.kill(signal);
      expect(await stream.text()).toContain('"status":"Pending"');
      expect(await shop.exit()).toBe(0);
      expect(Date.now() - started).toBeLessThan(4000);
      await gateway.close();
    },
  );

  it('names the variable to change when its port is taken', async () => {
    const other = createServer();
    const port = await portOf(other);
    const shop = start({ SHOP_PORT: String(port) });
    expect(await shop.exit()).toBe(1);
    expect(shop.output()).toBe(
      `The shop can't start: port ${port} is taken. ` +
        'Set SHOP_PORT to a free one, as in SHOP_PORT=3001 npm start\n',
    );
    other.close();
  });

  it('says in a line what is wrong with a variable', async () => {
    const shop = start({ SHOP_PORT: 'http' });
    expect(await shop.exit()).toBe(1);
    expect(shop.output()).toBe("The shop can't start: SHOP_PORT must be a port from 1 to 65535\n");
  });

  it('waits for another one that has its data, says so in a line, and opens when that has ended', async () => {
    const first = start({ SHOP_PORT: String(await freePort()) });
    await first.says(/\n/);
    const second = start({ SHOP_PORT: String(await freePort()) });
    expect(await second.says(/\n/)).toMatch(
      /WARN.*Ledger .*payments\.db is in use by another process\. Waiting up to 15 s for it to shut down\./,
    );
    first.kill('SIGTERM');
    expect(await first.exit()).toBe(0);
    expect(await second.says(/is open/)).toContain('The shop is open: http://127.0.0.1:');
  });

  it('follows the clock of the sandbox that it is paid through', async () => {
    const port = await freePort();
    await using sandbox = await createSandbox({
      webhookUrl: `http://127.0.0.1:${port}/webhooks/ovgc`,
    });
    const shop = start({ SHOP_PORT: String(port), OVGC_BASE_URL: sandbox.apiUrl });
    await shop.says(/\n/);
    const url = `http://127.0.0.1:${port}/orders`;
    const order = await postJson(url, { sku: 'night-heron', email: 'ada@example.com' });
    const { orderUuid } = (await order.json()) as PlacedOrder;
    await sandbox.clock.advance('31m');
    await eventually('it is expired', async () => {
      const { status } = await getJson<OrderJson>(`${url}/${orderUuid}`);
      return status === 'Expired';
    });
    expect(shop.output()).not.toMatch(/WARN|ERROR/);
  });
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'apps/shop/dist/main.js')], {
    cwd: dataDir,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: 'kept', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  running.push(() => {
    child.kill('SIGKILL');
    return exited;
  });
  return {
    output: () => output,
    /** Its output, once there is this in it or it has ended. */
    says: async (pattern: RegExp) => {
      while (!pattern.test(output) && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return output;
    },
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Its exit code. */
    exit: () => exited,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
