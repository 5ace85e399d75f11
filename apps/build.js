// `npm run build`: builds everything that is not up to date, and says what it waits for. It says so on the error output,
// since `npm pack --json` builds first, and its output is read by programs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Each step skips what is up to date. */
const STEPS = [
  ['the module, the sandbox and the shop', 'node_modules/typescript/bin/tsc', '-b'],
  ["the sandbox's pages", 'libs/sandbox/scripts/build-pages.js'],
  ["the sandbox's API reference", 'libs/sandbox/openapi/build.mjs'],
];

console.error('Building what has changed; the first time takes about a minute.');
const startedAt = performance.now();
for (const [what, ...command] of STEPS) {
  console.error(`  ${what}…`);
  // One after the other: the reference is made of the pages, and both of the compiled code.
  const [code] = await once(
    spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 2, 2] }),
    'exit',
  );
  if (code !== 0) {
    console.error(`Building ${what} failed. The lines above say why.`);
    process.exit(1);
  }
}
console.error(`Built in ${Math.ceil((performance.now() - startedAt) / 1000)} s.`);
