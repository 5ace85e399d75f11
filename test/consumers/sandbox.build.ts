import { join } from 'node:path';
import { makeReference } from '../../libs/sandbox/openapi/build.mjs';
import { buildLibrary } from './library.build.js';

/** Builds `ovgc-sandbox` as it lies in the package. */
export async function buildSandbox(folder: string): Promise<void> {
  await buildLibrary('sandbox', folder);
  await makeReference(join(folder, 'dist'));
}
