import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';

const root = join(import.meta.dirname, '../..');
const ended: (() => Promise<unknown>)[] = [];
let dataDir: string;

beforeAll(() => buildPackages(), BUILD_MS);
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-'));
});
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()));
  await rm(dataDir, { recursive: true });
});

interface Service {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves with the output once it matches, or when the service has ended. */
  says(pattern: RegExp): Promise<string>;
  /** Resolves with the exit code. */
  exit(): Promise<number | null>;
}

function startService(env: Record<string, string>): Service {
  const child = spawn(process.execPath, [join(root, 'apps/sandbox/dist/main.js')], {
    cwd: dataDir,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: 'kept', ...env },
  });
  let output = '';
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  ended.push(() => {
    child.kill('SIGKILL');
    return exited;
  });
  const says = async (pattern: RegExp) => {
    while (!pattern.test(output) && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return output;
  };
  return { child, output: () => output, says, exit: () => exited };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the sandbox as a service', () => {
  it('says where it is, answers, tells of each call, and ends well', async () => {
    const port = await freePort();
    const service = startService({ SANDBOX_PORT: String(port), SHOP_PORT: '3999' });
    const url = `http://127.0.0.1:${port}`;
    const banner = await service.says(/Advance the clock/);
    expect(banner).toContain(`Dashboard    ${url}/dashboard\n`);
    expect(banner).toContain('API key      sandbox_api_key\n');
    expect(banner).toContain('Webhooks to  http://127.0.0.1:3999/webhooks/ovgc');
    expect(banner).toContain(join(dataDir, 'kept'));
    expect(banner).toContain(`curl -X POST ${url}/_sandbox/clock -d '{"advance":"31m"}'`);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });

    await fetch(`${url}/backend/api/payment-request-api`, { method: 'POST', body: '{}' });
    expect(await service.says(/api key field/)).toMatch(
      /\d\d:\d\d:\d\d  api      POST \/backend\/api\/payment-request-api: 200 The api key field is required\. in \d+ ms\n/,
    );

    service.child.kill('SIGINT');
    expect(await service.exit()).toBe(0);
  });

  it('ends well on SIGTERM, also when it comes twice', async () => {
    const service = startService({ SANDBOX_PORT: '0' });
    await service.says(/Advance the clock/);
    service.child.kill('SIGTERM');
    service.child.kill('SIGTERM');
    expect(await service.exit()).toBe(0);
  });

  it('ends well for those who stop it as soon as it says that it runs', async () => {
    const services = Array.from({ length: 4 }, (_, i) =>
      startService({ SANDBOX_PORT: '0', DATA_DIR: `kept by ${i}` }),
    );
    for (const service of services) {
      service.child.stdout?.on('data', () => {
        if (service.output().includes('Advance the clock')) service.child.kill('SIGTERM');
      });
    }
    const codes = await Promise.all(services.map((service) => service.exit()));
    expect(codes).toEqual(services.map(() => 0));
  });

  it('never prints credentials that were set by hand', async () => {
    const service = startService({
      SANDBOX_PORT: '0',
      OVGC_API_KEY: 'key-5f1c',
      OVGC_WEBHOOK_SECRET: 'whsec-9a2e',
    });
    await service.says(/Advance the clock/);
    expect(service.output()).toContain('the one in OVGC_API_KEY');
    expect(service.output()).not.toMatch(/key-5f1c|whsec-9a2e/);
  });

  it('keeps its payments over a restart', async () => {
    const port = await freePort();
    const body = JSON.stringify({
      api_key: 'sandbox_api_key',
      order_uuid: 'ORDER-1',
      total_amount: 25,
      email: 'customer@example.com',
      success_url: 'https://yoursite.com/success',
      cancel_url: 'https://yoursite.com/cancel',
    });
    const ask = async () => {
      const service = startService({ SANDBOX_PORT: String(port) });
      await service.says(/Advance the clock/);
      const url = `http://127.0.0.1:${port}/backend/api/payment-request-api`;
      const answer: unknown = await (await fetch(url, { method: 'POST', body })).json();
      service.child.kill('SIGTERM');
      await service.exit();
      return answer;
    };
    const first = await ask();
    expect(first).toMatchObject({ status: true });
    expect(await ask()).toEqual(first);
  });

  it.each([
    ['SANDBOX_PORT', 'http', /SANDBOX_PORT is "http"; set it to a port/],
    ['SHOP_PORT', '99999', /SHOP_PORT is "99999"; set it to a port/],
    ['WEBHOOK_URL', 'shop', /WEBHOOK_URL is "shop"; give an http\(s\) address/],
    [
      'SANDBOX_PUBLIC_URL',
      'http://pay/x',
      /SANDBOX_PUBLIC_URL is "http:\/\/pay\/x"; give an origin/,
    ],
    ['HOST', '192.0.2.1', /no address "192\.0\.2\.1"\. Set HOST/],
    ['DATA_DIR', '/dev/null/data', /cannot be opened .* The folder is DATA_DIR\./],
  ])('says in one line that %s=%s cannot be used', async (name, value, message) => {
    const service = startService({ SANDBOX_PORT: '0', [name]: value });
    expect(await service.exit()).toBe(1);
    expect(service.output()).toMatch(message);
    expect(service.output().trim().split('\n')).toHaveLength(1);
  });

  it('says which variable to change when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const service = startService({ SANDBOX_PORT: String(port) });
    expect(await service.exit()).toBe(1);
    expect(service.output()).toBe(
      `The OVGC sandbox cannot start: port ${port} is taken. Stop what listens there, or set SANDBOX_PORT to another port.\n`,
    );
    await new Promise((resolve) => server.close(resolve));
  });
});
