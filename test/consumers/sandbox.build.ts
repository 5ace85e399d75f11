import { buildLibrary } from './library.build.js';

/** Builds `ovgc-sandbox` as it lies in the package. */
export function buildSandbox(folder: string): Promise<void> {
  return buildLibrary('sandbox', folder);
}
