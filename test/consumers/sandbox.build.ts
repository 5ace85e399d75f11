import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPackages } from '../support/packages.build.js';

const SANDBOX = join(import.meta.dirname, '../../libs/sandbox');

/** Copies the built `ovgc-sandbox` into a folder, as it lies in the package. */
export async function buildSandbox(folder: string): Promise<void> {
  await buildPackages();
  await cp(join(SANDBOX, 'package.json'), join(folder, 'package.json'));
  await cp(join(SANDBOX, 'dist'), join(folder, 'dist'), { recursive: true });
}
