import { jest } from '@jest/globals';
import Database from 'libsql';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, SandboxStoreError, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { answering, openEndpoint } from './sandbox.endpoint.js';
import { control, create, newPayment, statusOf } from './sandbox.seller.js';

let dataDir: string;
let endpoint: Endpoint;
let sandbox: Sandbox;

const start = (options: Parameters<typeof createSandbox>[0] = {}) =>
  createSandbox({ dataDir, webhookUrl: endpoint.url, ...options });

async function restart(): Promise<void> {
  await sandbox.close();
  sandbox = await start();
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-'));
  endpoint = await openEndpoint(answering(500, 200));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sandbox.close();
  await endpoint.close();
  await rm(dataDir, { recursive: true });
});

describe('a sandbox that keeps its data', () => {
  it('has payments and the webhook log again after a restart', async () => {
    sandbox = await start({ retrySchedule: [] });
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(transactionId);
    await sandbox.idle();
    const log = await sandbox.webhooks();
    await restart();
    expect(await statusOf(sandbox, transactionId)).toBe('Paid');
    expect(await sandbox.webhooks()).toEqual(log);
    expect((await create(sandbox)).body.transaction_id).toBe(transactionId);
  });

  it('goes on with the attempts that were planned', async () => {
    sandbox = await start();
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.idle();
    await restart();
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'pending' }]);
    await sandbox.clock.advance('10s');
    expect(await sandbox.webhooks()).toMatchObject([{ state: 'delivered' }]);
    expect(endpoint.arrivals).toHaveLength(2);
  });

  it('sends what was under way when it was stopped', async () => {
    await endpoint.close();
    endpoint = await openEndpoint((response, _arrival, number) => {
      if (number > 1) response.end();
    });
    sandbox = await start();
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001');
    while (endpoint.arrivals.length === 0) await new Promise(setImmediate);
    await restart();
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.succeeded', 'payment.succeeded']);
    expect(await sandbox.webhooks()).toMatchObject([{ attempts: [{ status: 200 }] }]);
  });

  it('expires at its start what was to expire while it was down', async () => {
    sandbox = await start();
    const { transactionId } = await newPayment(sandbox);
    const expiresAt = (await sandbox.payments.findByTransaction(transactionId))?.expiresAt;
    await sandbox.close();
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 2 * 60 * 60 * 1000);
    sandbox = await start();
    await sandbox.idle();
    expect(await statusOf(sandbox, transactionId)).toBe('Expired');
    expect(endpoint.events()).toEqual(['payment.declined']);
    expect((await sandbox.webhooks())[0]?.createdAt).toEqual(expiresAt);
  });

  it('keeps what was changed of sellers, but for what its options say', async () => {
    sandbox = await start();
    const acme = await sandbox.sellers.create({ name: 'Acme' });
    const [key] = sandbox.sellers.get('default').apiKeys;
    const rotated = await sandbox.sellers.rotateKey('default', key?.id ?? '');
    await sandbox.sellers.rotateWebhookSecret(acme.id, { webhookSecret: 'secret-of-acme' });
    sandbox.setWebhookUrl('http://127.0.0.1:9/hook');
    sandbox.setGatewayActive(false);
    await restart();
    expect(sandbox.apiKey).toBe(rotated.key);
    expect(sandbox.sellers.get(acme.id, { reveal: true }).webhookSecret).toBe('secret-of-acme');
    expect(sandbox.sellers.get('default')).toMatchObject({
      gatewayActive: false,
      webhookUrl: endpoint.url,
    });
    await sandbox.close();
    sandbox = await start({ apiKey: 'key-by-hand', gatewayActive: true });
    expect(sandbox.apiKey).toBe('key-by-hand');
    expect((await create(sandbox)).body.status).toBe(true);
    expect((await create(sandbox, { api_key: 'sandbox_api_key' })).body.status).toBe(false);
  });

  it('keeps its clock turned', async () => {
    sandbox = await start();
    const turned = await sandbox.clock.advance('3h');
    await restart();
    expect(sandbox.clock.now().getTime() - turned.getTime()).toBeLessThan(5_000);
    expect(sandbox.clock.now().getTime()).toBeGreaterThanOrEqual(turned.getTime());
  });

  it('has its folder for itself, and says what to do', async () => {
    sandbox = await start();
    await expect(start()).rejects.toThrow(SandboxStoreError);
    await expect(start()).rejects.toThrow(
      /sandbox\.db is in use by another sandbox; stop that one/,
    );
  });
});

describe('a secret', () => {
  const CARDS = [TEST_CARDS.visa.number, '4000000000000002'];
  const SECRETS = ['key-5f1c', 'whsec-9a2e', ...CARDS];
  const hasSecret = (text: string) => SECRETS.filter((secret) => text.includes(secret));

  async function bytesOnDisk(): Promise<string> {
    const files = await readdir(dataDir);
    const contents = await Promise.all(
      files.map((file) => readFile(join(dataDir, file), 'latin1')),
    );
    return contents.join('\n');
  }

  function tablesWith(secrets: readonly string[]): string[] {
    const database = new Database(join(dataDir, 'sandbox.db'), { readonly: true });
    const rowsOf = (table: string) =>
      JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all());
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all() as { name: string }[];
    const found = tables
      .map(({ name }) => name)
      .filter((table) => secrets.some((secret) => rowsOf(table).includes(secret)));
    database.close();
    return found;
  }

  it('is in no line, log entry or error, and in no row but the seller’s own', async () => {
    await endpoint.close();
    endpoint = await openEndpoint((response, { text }) => response.writeHead(400).end(text));
    const told: string[] = [];
    sandbox = await start({
      apiKey: 'key-5f1c',
      webhookSecret: 'whsec-9a2e',
      log: (line) => told.push(line),
    });
    const errors = [
      await create(sandbox, { email: 'whsec-9a2e' }),
      await create(sandbox, { total_amount: 'key-5f1c' }),
      await fetch(`${sandbox.apiUrl}/order-status/key-5f1c?key-5f1c`, {
        headers: { 'x-api-key': 'key-5f1c' },
      }).then((response) => response.text()),
    ];
    await newPayment(sandbox);
    await sandbox.pay('ORDER-2026-0001', TEST_CARDS.declined);
    await sandbox.pay('ORDER-2026-0001');
    await sandbox.trigger({
      event: 'payment.succeeded',
      overrides: { data: { webhook_secret: 'whsec-9a2e' } },
    });
    await sandbox.clock.advance('1m');
    const { body: log } = await control(sandbox, 'GET', 'webhooks');

    expect(endpoint.arrivals.every(({ text }) => text.includes('whsec-9a2e'))).toBe(true);
    expect(hasSecret(JSON.stringify(errors))).toEqual([]);
    expect(hasSecret(JSON.stringify(log))).toEqual([]);
    expect(told.length).toBeGreaterThan(10);
    expect(hasSecret(told.join('\n'))).toEqual([]);
    const whileRunning = await bytesOnDisk();
    expect(whileRunning).toContain('ORDER-2026-0001');
    expect(CARDS.filter((card) => whileRunning.includes(card))).toEqual([]);
    await sandbox.close();
    const afterwards = await bytesOnDisk();
    expect(CARDS.filter((card) => afterwards.includes(card))).toEqual([]);
    // A dashboard must be able to show a seller its key, so there they are, and nowhere else.
    expect(tablesWith(SECRETS)).toEqual(['api_key', 'seller']);
  });

  it('on the disk is for the eyes of the sandbox’s user alone', async () => {
    const folder = join(dataDir, 'made', 'here');
    sandbox = await start({ dataDir: folder });
    await newPayment(sandbox);
    const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
    const modes = async () =>
      new Set(await Promise.all((await readdir(folder)).map((name) => modeOf(join(folder, name)))));
    expect(await modes()).toEqual(new Set([0o600]));
    expect([await modeOf(folder), await modeOf(join(dataDir, 'made'))]).toEqual([0o700, 0o700]);
    await sandbox.close();
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);
    sandbox = await start({ dataDir: folder });
    expect(await modes()).toEqual(new Set([0o600]));
  });

  it('stays locked for others after a second sandbox was refused', async () => {
    sandbox = await start();
    await expect(start()).rejects.toBeInstanceOf(SandboxStoreError);
    const driver = createRequire(import.meta.url).resolve('libsql');
    const write = `new (require(${JSON.stringify(driver)}))(process.argv[1]).exec('BEGIN IMMEDIATE')`;
    const other = spawnSync(process.execPath, ['-e', write, join(dataDir, 'sandbox.db')]);
    expect(String(other.stderr)).toMatch(/locked|busy/i);
  });
});
