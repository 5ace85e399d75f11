import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const sandbox = join(root, 'libs/sandbox');

/** Makes the sandbox's API reference, which the build makes otherwise, unless it is newer than its sources. */
export default async function makeReference() {
  const [made, changed] = await Promise.all([
    newest(join(sandbox, 'dist/reference')),
    Promise.all(['src', 'openapi'].map((folder) => newest(join(sandbox, folder)))),
  ]);
  if (made > Math.max(...changed)) return;
  await promisify(execFile)('npm', ['run', '--silent', 'openapi'], { cwd: root });
}

/** When a file of a folder was last written; 0 when there is none. */
async function newest(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const times = names.map(async (name) => (await stat(join(folder, name))).mtimeMs);
  return Math.max(0, ...(await Promise.all(times)));
}
