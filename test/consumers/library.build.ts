import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/**
 * Builds a library from its sources into a folder of its own, as it lies in the package: other tests may build at the
 * same time. Types are left to `npm run typecheck`.
 *
 * @param name its folder in `libs`
 */
export async function buildLibrary(name: string, folder: string): Promise<void> {
  const library = join(root, 'libs', name);
  const kept = ['package.json', 'README.md', 'LICENSE', 'src'];
  await Promise.all(
    kept.map((part) => cp(join(library, part), join(folder, part), { recursive: true })),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const into = ['--outDir', join(folder, 'dist'), '--tsBuildInfoFile', join(folder, 'tsbuildinfo')];
  await execute(process.execPath, [tsc, '-p', library, '--noCheck', ...into]);
  const pages = join(library, 'scripts/build-pages.js');
  if (existsSync(pages)) await execute(process.execPath, [pages, join(folder, 'dist')]);
}
