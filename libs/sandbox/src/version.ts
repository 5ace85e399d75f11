import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../package.json') as { version: string };

/** The version of this package, as `package.json` says it. */
export const VERSION = manifest.version;
