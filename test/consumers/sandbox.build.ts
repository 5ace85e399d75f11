import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildLibrary } from './library.build.js';

const reference = join(import.meta.dirname, '../../libs/sandbox/openapi/build.mjs');

/** Builds `ovgc-sandbox` as it lies in the package. */
export async function buildSandbox(folder: string): Promise<void> {
  await buildLibrary('sandbox', folder);
  await promisify(execFile)(process.execPath, [reference, join(folder, 'dist')]);
}
