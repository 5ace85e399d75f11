import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { install, pack } from './npm.command.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import { NEST_APPS, readmeProgram, STRICTEST_OPTIONS } from './readme.program.js';

const execute = promisify(execFile);

const OTHERS = [
  'axios',
  'class-validator',
  'class-transformer',
  'libsql',
  'reflect-metadata',
  'rxjs',
  '@types/node@20',
  '@types/express@5',
];
const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

function nest(version: string, axios: string, config: string, emitter: string): string[] {
  return [
    ...['common', 'core', 'platform-express'].map((name) => `@nestjs/${name}@${version}`),
    `@nestjs/axios@${axios}`,
    `@nestjs/config@${config}`,
    `@nestjs/event-emitter@${emitter}`,
  ];
}

/** The package as npm would publish it, installed in an empty folder, runs the README's own code. */
describe('the packed nestjs-ovgc', () => {
  let folder: string;
  let tarball: string;
  let files: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovgc-module-package-'));
    await buildPackages();
    ({ tarball, files } = await pack('ovgc', folder));
  }, BUILD_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('contains its code, its types and its README, and no tests', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'README.md',
        'LICENSE',
        'dist/index.js',
        'dist/index.d.ts',
        'dist/testing/index.js',
      ]),
    );
    expect(files.filter((path) => /\.spec\.|tsbuildinfo/.test(path))).toEqual([]);
  });

  it.each([
    ['Nest 12 with ES modules', nest('12', '12', '12', '12')],
    ['Nest 11', nest('11', '4', '4', '3')],
  ] as const)(
    'runs the code of its README in an app of %s, and compiles it with the strictest types',
    async (name, packages) => {
      const project = join(folder, name.replaceAll(' ', '-'));
      const { type, compilerOptions } = NEST_APPS[name];
      await mkdir(project);
      await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type }));
      await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
      await writeFile(
        join(project, 'tsconfig.strictest.json'),
        JSON.stringify({ compilerOptions: STRICTEST_OPTIONS }),
      );
      for (const [file, code] of Object.entries(await readmeProgram())) {
        // The README's tests need a runner and the sandbox; readme-testing.spec.ts runs them.
        if (!file.endsWith('.spec.ts')) await writeFile(join(project, file), code);
      }
      await install(project, [tarball, ...packages, ...OTHERS]);

      for (const config of ['tsconfig.json', 'tsconfig.strictest.json']) {
        const compiled = await execute(process.execPath, [tsc, '-p', config], {
          cwd: project,
        }).catch((failure: { stdout: string }) => failure);
        expect([config, compiled.stdout]).toEqual([config, '']);
      }
      const main = join(project, 'dist/program.js');
      const ran = await execute(process.execPath, [main], { cwd: project, timeout: 60_000 });

      const key = 'default/invoice_1/ovgc.payment.succeeded/Fulfilment.fulfil';
      const [said, result = ''] = ran.stdout.trim().split('\n');
      expect(said).toBe('ORDER-2026-0001 is paid.');
      expect(JSON.parse(result)).toEqual({
        checkout: [303, 'https://gateway.test/checkout/1'],
        webhook: 200,
        status: 'Paid',
        paid: [['ORDER-2026-0001', key]],
        replayed: 0,
      });
      expect(ran.stderr).toBe('');
    },
    400_000,
  );
});
