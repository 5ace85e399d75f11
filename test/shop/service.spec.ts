import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from 'ovgc-sandbox';
import type { OrderJson } from '../../apps/shop/src/orders/order.js';
import { eventually } from '../support/app.js';
import { startGateway, transactionOf } from '../support/gateway.js';
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

  it('tells of a gateway that does not answer', async () => {
    const shop = await startOn('http://127.0.0.1:9/backend/api');
    const order = { sku: 'night-heron', email: 'ada@example.com' };
    expect((await postJson(`${shop.url}/orders`, order)).status).toBe(503);
    expect(await shop.says(/payment page/)).toMatch(
      /WARN.*\[OrdersService\] order [\w-]+ has no payment page: .+\n/,
    );
  });

  it('tells of each wrong webhook secret at once, and keeps none of it', async () => {
    const shop = await startOn('http://127.0.0.1:9/backend/api');
    for (let sent = 1; sent <= 3; sent += 1) {
      const body = { webhook_secret: 'guessed', transaction_id: 'invoice_1' };
      expect((await postJson(`${shop.url}/webhooks/ovgc`, body)).status).toBe(401);
      const output = await shop.says(new RegExp(`(?:WARN[^]*secret_wrong[^]*){${sent}}`));
      expect(output.match(/A webhook was rejected \(secret_wrong\)/g)).toHaveLength(sent);
      expect(output).not.toContain('guessed');
    }
  });

  it('tells of an order that was paid, and then reported declined', async () => {
    const gateway = await startGateway();
    const shop = await startOn(gateway.baseUrl);
    const order = { sku: 'night-heron', email: 'ada@example.com' };
    const placed = await postJson(`${shop.url}/orders`, order);
    const { orderUuid } = (await placed.json()) as PlacedOrder;
    const webhook = (success: boolean) => ({
      webhook_secret: 'sandbox_webhook_secret',
      success,
      transaction_id: transactionOf(orderUuid),
      customer_email: 'ada@example.com',
      payment_status: success ? 'payment.succeeded' : 'payment.declined',
    });
    for (const success of [true, false]) {
      expect((await postJson(`${shop.url}/webhooks/ovgc`, webhook(success))).status).toBe(200);
    }
    expect(await shop.says(/then reported declined/)).toMatch(
      new RegExp(`ERROR.*\\[OrderFulfilment\\] order ${orderUuid} is paid, and was then reported`),
    );
    await gateway.close();
  });

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

/** Starts a shop that is paid through a gateway; resolves once it is open. */
async function startOn(gateway: string) {
  const port = await freePort();
  const shop = start({ SHOP_PORT: String(port), OVGC_BASE_URL: gateway });
  await shop.says(/The shop is open/);
  return { ...shop, url: `http://127.0.0.1:${port}` };
}

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'apps/shop/dist/main.js')], {
    cwd: dataDir,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: 'kept', NO_COLOR: '1', ...env },
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
