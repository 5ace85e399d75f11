import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** npm as in a shell of its own: what this test run was started with is not its business, but for the registry. */
export const npmEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry$)/i.test(name)),
);

/** Packs the library in a folder, as it was built; answers the tarball's name and the files in it. */
export async function pack(cwd: string): Promise<{ filename: string; files: string[] }> {
  const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts'], {
    cwd,
    env: npmEnv,
  });
  const [tarball] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { filename: tarball.filename, files: tarball.files.map(({ path }) => path) };
}

/** Installs packages in a folder, which has a `package.json`. */
export async function install(cwd: string, packages: readonly string[]): Promise<void> {
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];
  await execute('npm', ['install', ...quietly, ...packages], { cwd, env: npmEnv });
}
