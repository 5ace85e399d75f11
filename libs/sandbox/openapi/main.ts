import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openApiDocument } from './document.js';

/**
 * Writes what `/docs` serves into a folder of the package: the OpenAPI document, and the viewer with its licence, so
 * that neither the generator nor the viewer's dependencies are installed with the package.
 */
const folder = join(process.argv[2] ?? join(import.meta.dirname, '../dist'), 'reference');
const viewer = join(
  dirname(createRequire(import.meta.url).resolve('openapi-explorer/package.json')),
);

await mkdir(folder, { recursive: true });
await Promise.all([
  writeFile(join(folder, 'openapi.json'), JSON.stringify(await openApiDocument())),
  copyFile(
    join(viewer, 'dist/browser/openapi-explorer.min.js'),
    join(folder, 'openapi-explorer.js'),
  ),
  copyFile(join(import.meta.dirname, '../src/docs/docs.css'), join(folder, 'docs.css')),
  copyFile(join(viewer, 'LICENSE'), join(folder, 'openapi-explorer.LICENSE')),
]);
