import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandLine } from './command.line.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import { install, npmEnv, pack } from './npm.command.js';

const execute = promisify(execFile);

/** The package as npm would publish it, installed in an empty folder. */
describe('the packed ovgc-sandbox', () => {
  let folder: string;
  let project: string;
  let files: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-package-'));
    project = join(folder, 'project');
    await mkdir(project);
    await buildPackages();
    const packed = await pack('sandbox', folder);
    files = packed.files;
    await writeFile(join(project, 'package.json'), '{ "private": true }');
    await install(project, [packed.tarball]);
  }, 2 * BUILD_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('contains its code, its types and its README, and no tests', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'README.md',
        'LICENSE',
        'dist/cli/main.js',
        'dist/index.d.ts',
        'dist/browser/checkout.js',
        'dist/browser/dashboard.js',
        'dist/browser/LICENSES.txt',
        'dist/pages/styles/base.css',
        'dist/pages/icon.svg',
        'dist/reference/openapi.json',
        'dist/reference/openapi-explorer.js',
        'dist/reference/openapi-explorer.LICENSE',
      ]),
    );
    expect(files.filter((path) => /\.spec\.|tsbuildinfo/.test(path))).toEqual([]);
  });

  it('runs with npx ovgc-sandbox', async () => {
    const { stdout } = await execute('npx', ['ovgc-sandbox', '--help'], {
      cwd: project,
      env: npmEnv,
    });

    expect(stdout).toContain('Usage: ovgc-sandbox [options] [command]');
  });

  it('takes a payment, triggers a webhook, advances its clock and stops on Ctrl-C', async () => {
    const program = join(project, 'node_modules/.bin/ovgc-sandbox');
    const service = new CommandLine(program, ['--port', '0'], project, {});
    try {
      const [, url = ''] = await service.says(/(http:\S+)\/dashboard[^]*Advance the clock/);
      const command = async (...args: string[]) => {
        const line = new CommandLine(program, [...args, '--url', url], project, {});
        return { code: await line.end(), out: line.out, err: line.err };
      };
      const order = async (orderUuid: string) => {
        const response = await fetch(`${url}/backend/api/payment-request-api`, {
          method: 'POST',
          body: JSON.stringify({
            api_key: 'sandbox_api_key',
            order_uuid: orderUuid,
            total_amount: 25,
            email: 'customer@example.com',
            success_url: 'https://yoursite.com/success',
            cancel_url: 'https://yoursite.com/cancel',
          }),
        });
        return (await response.json()) as { transaction_id: string; url: string };
      };

      const paid = await order('ORDER-1');
      const answer = await fetch(`${paid.url}/pay`, {
        method: 'POST',
        body: new URLSearchParams({
          number: '4242 4242 4242 4242',
          expiry: `12/${new Date().getUTCFullYear() + 3}`,
          code: '123',
          name: 'Ada King',
        }),
        redirect: 'manual',
      });
      expect(answer.headers.get('location')).toBe('https://yoursite.com/success');

      // No server listens on the webhook URL, and the command reports that.
      const transaction = ['--transaction', paid.transaction_id];
      const triggered = await command('trigger', 'payment.succeeded', ...transaction);
      expect(triggered.out).toMatch(/^payment\.succeeded invoice_\w+ to http:\S+: connection/);

      const reference = await fetch(`${url}/docs/json`);
      expect(await reference.json()).toMatchObject({ openapi: '3.1.0' });

      await order('ORDER-2');
      expect((await command('advance', '31m')).out).toMatch(/^The clock shows /);
      const payments = (await command('payments')).out;
      expect(payments).toMatch(/Paid +25\.00 +ORDER-1 /);
      expect(payments).toMatch(/Expired +25\.00 +ORDER-2 /);

      service.signal('SIGINT');
      expect(await service.end()).toBe(0);
      expect(service.err).toBe('');
    } finally {
      await service.stop();
    }
  }, 120_000);
});
