import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const lockFile = join(import.meta.dirname, '../../package-lock.json');
const { packages } = JSON.parse(await readFile(lockFile, 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

/** Where a package finds another one, as Node looks for it. */
function located(from: string, name: string): string | undefined {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[path] !== undefined) return path;
  return from === '' ? undefined : located(from.replace(/(?:^|\/)[^/]+$/, ''), name);
}

/** Everything that is installed with a package. */
function installedWith(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
  for (const name of Object.keys({
    ...dependencies,
    ...optionalDependencies,
    ...peerDependencies,
  })) {
    const next = located(path, name);
    if (next !== undefined) installedWith(next, found);
  }
  return found;
}

describe.each(['libs/ovgc', 'libs/sandbox'])('the runtime dependencies of %s', (library) => {
  it('run no script when they are installed', () => {
    const installed = [...installedWith(library)];
    expect(installed.length).toBeGreaterThan(10);
    expect(installed.filter((path) => packages[path]?.hasInstallScript === true)).toEqual([]);
  });
});
