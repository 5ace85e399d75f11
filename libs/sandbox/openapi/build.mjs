import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newest } from '../scripts/newest.js';

const sandbox = join(import.meta.dirname, '..');
const root = join(sandbox, '../..');

/** Makes the API reference in `dist`, unless it is newer than its sources. Jest calls this before the tests. */
export default async function buildReference() {
  const [made, ...changed] = await Promise.all(
    ['dist/reference', 'src', 'openapi'].map((folder) => newest(join(sandbox, folder))),
  );
  if (made <= Math.max(...changed)) await makeReference(join(sandbox, 'dist'));
}

/**
 * Makes the API reference.
 *
 * @param {string} dist the folder of the built package
 */
async function makeReference(dist) {
  const program = join(import.meta.dirname, 'main.ts');
  await promisify(execFile)(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', program, dist],
    { cwd: root, env: { ...process.env, SWC_NODE_PROJECT: join(root, 'test/tsconfig.json') } },
  );
}

// As a command: a folder to make it in is optional.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , dist] = process.argv;
  await (dist === undefined ? buildReference() : makeReference(dist));
}
