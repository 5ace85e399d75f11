import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformFile } from '@swc/core';
import { compiler } from '../jest.compiler.mjs';

const ROOT = join(import.meta.dirname, '../..');
/** Below the repository, where Node finds the packages. */
const SHOP = join(ROOT, 'node_modules/.cache/ovgc-shop-process');

/** Runs `npm run build`, which skips what is up to date, and compiles the shop process. Resolves with its file. */
export async function buildPackages() {
  await promisify(execFile)('npm', ['run', 'build'], { cwd: ROOT }).catch(({ stdout, stderr }) => {
    throw new Error(`npm run build failed:\n${stdout}${stderr}`);
  });
  await mkdir(SHOP, { recursive: true });
  await writeFile(join(SHOP, 'package.json'), '{ "private": true, "type": "module" }');
  for (const name of ['shop.server', 'shop.messages']) {
    const source = join(ROOT, `test/support/shop-process/${name}.ts`);
    const { code } = await transformFile(source, { ...compiler, swcrc: false });
    await writeFile(join(SHOP, `${name}.js`), code);
  }
  return join(SHOP, 'shop.server.js');
}
