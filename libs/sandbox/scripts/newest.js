import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Returns when a file in a folder was last written, in milliseconds since 1970; 0 if there is none.
 *
 * @param {string} folder
 */
export async function newest(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const times = names.map(async (name) => (await stat(join(folder, name))).mtimeMs);
  return Math.max(0, ...(await Promise.all(times)));
}
