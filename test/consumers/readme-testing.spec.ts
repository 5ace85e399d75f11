import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readmeTests } from './readme.testing.js';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** The configuration of this repository's tests, for those in another folder. */
const config = (folder: string) => `
  import base from ${JSON.stringify(pathToFileURL(join(root, 'test/jest.config.mjs')).href)};
  const { globalSetup, globalTeardown, ...others } = base;
  export default {
    ...others,
    rootDir: ${JSON.stringify(root)},
    roots: [${JSON.stringify(folder)}],
    modulePaths: ['<rootDir>/node_modules'],
  };
`;

interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

describe('the tests that the READMEs show', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovgc-readme-tests-'));
    for (const [name, code] of Object.entries(await readmeTests())) {
      await writeFile(join(folder, name), code);
    }
    await writeFile(join(folder, 'jest.config.mjs'), config(folder));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('pass as they stand', async () => {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const { stdout } = await execute(
      process.execPath,
      ['--experimental-vm-modules', jest, '-c', 'jest.config.mjs', '--runInBand', '--json'],
      { cwd: folder },
    ).catch((failure: { stdout: string }) => failure);
    const { testResults } = JSON.parse(stdout) as Report;
    expect(testResults.map(({ message }) => message).join('')).toBe('');
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results.map(({ title, status }) => `${title}: ${status}`).toSorted()).toEqual([
      'expires an order that nobody pays: passed',
      'expires an order that nobody pays: passed',
      'fulfils a paid order: passed',
      'fulfils an order that is paid: passed',
      'handles a duplicate webhook: passed',
    ]);
  }, 120_000);
});
