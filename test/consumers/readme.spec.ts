import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createSandbox } from 'ovgc-sandbox';
import { eventually } from '../support/app.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import { CommandLine } from './command.line.js';
import { NEST_APPS, type Readme, readmeFiles } from './readme.program.js';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
/** Below the repository, where Node and the compiler find the packages. */
const cache = join(root, 'node_modules/.cache');

/** The READMEs, each with the folder that its code is put into. */
const READMES: Readonly<Record<Readme, string>> = {
  'libs/ovgc/README.md': 'module',
  'libs/sandbox/README.md': 'sandbox',
  'README.md': 'root',
};

/** Compiles the code of all READMEs in an app as `nest new` has set it up. Resolves with what the compiler says. */
async function compile(app: keyof typeof NEST_APPS, folder: string): Promise<string> {
  const { type, compilerOptions } = NEST_APPS[app];
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ private: true, type }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, types: ['node', 'jest'] },
    }),
  };
  for (const [readme, name] of Object.entries(READMES)) {
    await mkdir(join(folder, name));
    for (const [file, code] of Object.entries(await readmeFiles(readme as Readme))) {
      files[join(name, file)] = code;
    }
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const { stdout } = await execute(process.execPath, [tsc], { cwd: folder }).catch(
    (failure: { stdout: string }) => failure,
  );
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each(Object.keys(NEST_APPS) as (keyof typeof NEST_APPS)[])(
  'the code of the READMEs in an app of %s',
  (app) => {
    let folder: string;
    let said: string;

    beforeAll(async () => {
      await buildPackages();
      await mkdir(cache, { recursive: true });
      folder = await mkdtemp(join(cache, 'ovgc-readme-'));
      said = await compile(app, folder);
    }, BUILD_MS);
    afterAll(() => rm(folder, { recursive: true }));

    it('compiles', () => {
      expect(said).toBe('');
    });

    // The packages here are those of Nest 12.
    if (app === 'Nest 11') return;
    it.each(['libs/ovgc/README.md', 'README.md'] as const)(
      'takes a payment from the sandbox: %s',
      async (readme) => {
        const port = await freePort();
        const webhookUrl = `http://127.0.0.1:${port}/webhooks/ovgc`;
        await using sandbox = await createSandbox({ webhookUrl });
        const main = join(folder, 'dist', READMES[readme], 'main.js');
        const running = new CommandLine(main, [], join(folder, READMES[readme]), {
          PORT: String(port),
          OVGC_BASE_URL: sandbox.apiUrl,
          OVGC_API_KEY: sandbox.apiKey,
          OVGC_WEBHOOK_SECRET: sandbox.webhookSecret,
        });
        try {
          // The log says that it has started before it listens.
          await eventually('the app listens', () =>
            fetch(webhookUrl).then(
              ({ ok }) => ok,
              () => false,
            ),
          );
          const address = `http://127.0.0.1:${port}/orders/ORDER-2026-0001/checkout`;
          const checkout = await fetch(address, { method: 'POST', redirect: 'manual' });
          expect([checkout.status, checkout.headers.get('location')]).toEqual([
            303,
            expect.stringContaining(`${sandbox.url}/checkout/`),
          ]);
          expect(await sandbox.pay('ORDER-2026-0001')).toMatchObject({ status: 303 });
          await running.says(/ORDER-2026-0001 is paid/);
          running.signal('SIGTERM');
          // Nest ends a process that was told to stop by the same signal, once its hooks are done.
          expect(await running.end()).toBeNull();
        } finally {
          await running.stop();
        }
      },
      120_000,
    );
  },
);

describe('the README of the module', () => {
  it('starts the sandbox before it registers the module', async () => {
    const readme = await readFile(join(root, 'libs/ovgc/README.md'), 'utf8');
    const steps = ['npm install nestjs-ovgc', 'npx ovgc-sandbox\n', 'OvgcModule.forRootAsync'];
    const places = steps.map((step) => readme.indexOf(step));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect((await readmeFiles('libs/ovgc/README.md'))['main.ts']).toContain(
      'enableShutdownHooks()',
    );
  });
});
