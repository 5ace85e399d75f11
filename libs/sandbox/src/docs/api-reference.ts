import { Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import type { PageAssets } from '../pages/asset.js';
import { serve } from '../pages/asset.js';
import { SandboxOptions } from '../sandbox.options.js';

/** The address in the document's examples; a running sandbox shows its own instead. */
export const EXAMPLE_ORIGIN = 'http://127.0.0.1:4010';

/** What the build made beside the package's code. */
const FOLDER = new URL('../../dist/reference/', import.meta.url);

/** The API reference, as the build made it. Its files are read when somebody first asks for them. */
@Injectable()
export class ApiReference {
  #document: Promise<string> | undefined;
  #assets: Promise<PageAssets> | undefined;

  constructor(private readonly options: SandboxOptions) {}

  /** The OpenAPI document as JSON. */
  document(): Promise<string> {
    this.#document ??= readReference('openapi.json').then((json) =>
      json.replaceAll(EXAMPLE_ORIGIN, this.options.publicUrl),
    );
    return this.#document;
  }

  /** The paths of what the page is made of; nothing comes from another host. */
  assets(): Promise<PageAssets> {
    this.#assets ??= readAssets();
    return this.#assets;
  }
}

async function readAssets(): Promise<PageAssets> {
  const [styles, viewer] = await Promise.all([
    readReference('docs.css'),
    readReference('openapi-explorer.js'),
  ]);
  return {
    stylesheet: serve('docs', 'css', styles),
    scripts: [serve('openapi-explorer', 'js', viewer)],
  };
}

function readReference(file: string): Promise<string> {
  return readFile(new URL(file, FOLDER), 'utf8');
}
