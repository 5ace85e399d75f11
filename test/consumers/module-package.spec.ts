import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { install, pack } from './npm.command.js';
import { BUILD_MS, buildPackages } from '../support/packages.build.js';
import { readmeProgram } from './readme.program.js';

const execute = promisify(execFile);

/** The strictest settings a consumer can have; the declarations of all packages are checked, too. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    types: ['node'],
    rootDir: '.',
    outDir: 'dist',
  },
  files: ['main.ts'],
};

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
    ['Nest 12', nest('12', '12', '12', '12')],
    ['Nest 11', nest('11', '4', '4', '3')],
  ])(
    'runs the code of its README on %s, compiled with the strictest types',
    async (name, packages) => {
      const project = join(folder, name.replace(' ', '-'));
      await mkdir(project);
      await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
      await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
      for (const [file, code] of Object.entries(await readmeProgram())) {
        await writeFile(join(project, file), code);
      }
      await install(project, [tarball, ...packages, ...OTHERS]);

      const compiled = await execute(process.execPath, [tsc], { cwd: project }).catch(
        (failure: { stdout: string }) => failure,
      );
      expect(compiled.stdout).toBe('');
      const main = join(project, 'dist/main.js');
      const ran = await execute(process.execPath, [main], { cwd: project, timeout: 60_000 });

      const key = 'default/invoice_1/ovgc.payment.succeeded/Fulfilment.fulfil';
      expect(JSON.parse(ran.stdout)).toEqual({
        checkout: [303, 'https://gateway.test/checkout/1'],
        webhook: 200,
        status: 'Paid',
        paid: ['ORDER-2026-0001', key],
        replayed: 0,
      });
      expect(ran.stderr).toBe('');
    },
    400_000,
  );
});
