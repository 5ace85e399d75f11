import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { newest } from './newest.js';

const library = resolve(import.meta.dirname, '..');
const source = join(library, 'src');

/** The kinds of page with a script: `src/<name>/browser/<name>.ts` becomes `dist/browser/<name>.js`. */
const NAMES = ['checkout', 'dashboard'];

/** Written last. */
const LICENCES = 'browser/LICENSES.txt';

/**
 * Bundles the browser scripts, each with the libraries that it uses, and writes the licences of those beside them.
 *
 * @param {string} [dist] where the library is built
 */
export async function buildScripts(dist = join(library, 'dist')) {
  const target = join(dist, 'browser');
  const bundles = await Promise.all(
    NAMES.map((name) =>
      build({
        input: { [name]: join(source, name, 'browser', `${name}.ts`) },
        platform: 'browser',
        // Imports name the emitted file, as ES modules must.
        resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
        output: { dir: target, format: 'iife' },
        logLevel: 'warn',
      }),
    ),
  );
  const modules = bundles.flatMap(({ output }) =>
    output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])),
  );
  const packages = new Set(
    modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
  );
  const licences = await Promise.all(
    [...packages].map(async (folder) => {
      const text = await readFile(join(folder, 'LICENSE'), 'utf8');
      return `${relative(join(folder, '..'), folder)}\n\n${text}`;
    }),
  );
  await writeFile(join(dist, LICENCES), licences.join('\n\n---\n\n'));
}

/** Copies the style sheets and pictures to where the built code reads them. */
async function copyFiles(dist) {
  await cp(source, dist, {
    recursive: true,
    filter: async (path) => (await stat(path)).isDirectory() || /\.(?:css|svg)$/.test(path),
  });
}

/** Whether the scripts were bundled after the last change of their sources, the libraries included. */
async function areFresh(dist) {
  const packages = resolve(library, '../../package-lock.json');
  const [built, changed, installed] = await Promise.all([
    stat(join(dist, LICENCES)).catch(() => null),
    newest(source),
    stat(packages).catch(() => null),
  ]);
  return built !== null && built.mtimeMs > Math.max(changed, installed?.mtimeMs ?? 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const dist = resolve(process.argv[2] ?? join(library, 'dist'));
  await mkdir(dist, { recursive: true });
  await Promise.all([copyFiles(dist), (await areFresh(dist)) || buildScripts(dist)]);
}
