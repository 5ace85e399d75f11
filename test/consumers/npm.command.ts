import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The environment for npm, without what `npm test` itself added to it; only the registry stays. */
export const npmEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry$)/i.test(name)),
);

/**
 * Packs a built library as npm would publish it.
 *
 * @param name its folder in `libs`
 * @param folder where the tarball goes
 */
export async function pack(
  name: string,
  folder: string,
): Promise<{ tarball: string; files: string[] }> {
  const cwd = join(import.meta.dirname, '../../libs', name);
  const options = ['--json', '--pack-destination', folder];
  const { stdout } = await execute('npm', ['pack', ...options], { cwd, env: npmEnv });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const files = packed.files.map(({ path }) => path);
  return { tarball: join(folder, packed.filename), files };
}

/** Installs packages in a folder that has a `package.json`. */
export async function install(cwd: string, packages: readonly string[]): Promise<void> {
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];
  await execute('npm', ['install', ...quietly, ...packages], { cwd, env: npmEnv });
}
