import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const running: (() => Promise<unknown>)[] = [];
let folder: string;

beforeAll(() => buildPackages(), BUILD_MS);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'npm-start-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((end) => end()));
  await rm(folder, { recursive: true });
});

/** Runs one of the scripts behind the npm commands. */
function run(script: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'apps', script)], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  running.push(() => {
    child.kill('SIGTERM');
    return exited;
  });
  return {
    child,
    output: () => output,
    /** What matched in its output. Fails if it ends before that. */
    says: async (pattern: RegExp) => {
      for (;;) {
        const match = pattern.exec(output);
        if (match !== null) return match;
        if (child.exitCode !== null)
          throw new Error(`It ended without saying ${pattern}: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    exit: () => exited,
  };
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

describe('npm start', () => {
  it('says what it starts, and where both are once both answer', async () => {
    const ports = { SHOP_PORT: await freePort(), SANDBOX_PORT: await freePort() };
    const start = run('start.js', { ...ports, DATA_DIR: 'kept' });
    await start.says(/^Starting the sandbox and the shop…\n/);
    const [, shop = '', dashboard = ''] = await start.says(
      /\nReady\. Ctrl-C stops both\.\n {2}Shop {5}(\S+) .*\n {2}Sandbox {2}(\S+) .*\n/,
    );
    expect([shop, dashboard]).toEqual([
      `http://127.0.0.1:${ports.SHOP_PORT}`,
      `http://127.0.0.1:${ports.SANDBOX_PORT}/dashboard`,
    ]);
    for (const url of [shop, dashboard]) expect((await fetch(url)).status).toBe(200);
    start.child.kill('SIGINT');
    expect(await start.exit()).toBe(0);
  });

  it('does not say that it is ready when one of them cannot start', async () => {
    const ports = { SHOP_PORT: 'http', SANDBOX_PORT: await freePort() };
    const start = run('start.js', { ...ports, DATA_DIR: 'kept' });
    expect(await start.exit()).toBe(1);
    expect(start.output()).toMatch(/SHOP_PORT (?:is "http"|must be a port)/);
    expect(start.output()).not.toContain('Ready.');
  });
});

describe('the build', () => {
  it('says what it waits for, and leaves alone what is up to date', async () => {
    const made = [
      'libs/sandbox/dist/browser/dashboard.js',
      'libs/sandbox/dist/reference/openapi.json',
      'apps/shop/dist/main.js',
    ];
    const written = () =>
      Promise.all(made.map(async (file) => (await stat(join(root, file))).mtimeMs));
    const before = await written();
    const build = run('build.js');
    expect(await build.exit()).toBe(0);
    expect(build.output()).toMatch(
      /^Building .*\n {2}the module, .*…\n {2}the sandbox's pages…\n {2}the sandbox's API .*…\nBuilt in \d+ s\.\n$/,
    );
    expect(await written()).toEqual(before);
  });

  it('bundles the scripts of the pages again when their sources are newer', async () => {
    const dist = join(folder, 'dist');
    const bundle = async () => {
      await execute(process.execPath, [join(root, 'libs/sandbox/scripts/build-pages.js'), dist]);
      return (await stat(join(dist, 'browser/dashboard.js'))).mtimeMs;
    };
    const first = await bundle();
    expect(await bundle()).toBe(first);
    await utimes(join(dist, 'browser/LICENSES.txt'), 1, 1);
    expect(await bundle()).toBeGreaterThan(first);
  });
});
