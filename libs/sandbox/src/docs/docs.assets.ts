import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { Asset, readPackageFiles } from '../pages/asset.js';
import { DOCS_PATH } from '../pages/docs.path.js';
import { docsScript } from './docs.script.js';

/** Where the page's assets are served. */
export const ASSETS_PATH = `${DOCS_PATH}/assets`;

/** What the page is made of, from its own package: nothing comes over the network. */
export interface DocsAssets {
  readonly stylesheet: Asset;
  /** In the order in which they run. */
  readonly scripts: readonly Asset[];
}

export async function readDocsAssets(): Promise<DocsAssets> {
  const [styles, bundle] = await Promise.all([
    readSwaggerUi('swagger-ui.css'),
    readSwaggerUi('swagger-ui-bundle.js'),
  ]);
  const own = readPackageFiles('pages/styles/tokens.css', 'docs/docs.css');
  return {
    stylesheet: new Asset('docs', 'css', `${styles}\n${own}`),
    scripts: [new Asset('swagger-ui', 'js', bundle), new Asset('docs', 'js', docsScript)],
  };
}

/** A file of the Swagger UI that `@nestjs/swagger` depends on, without the pointer to a source map that is not served. */
async function readSwaggerUi(file: string): Promise<string> {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  const content = await readFile(createRequire(swagger).resolve(`swagger-ui-dist/${file}`), 'utf8');
  return content.replace(/(?:\/\/|\/\*)# sourceMappingURL=\S+(?: ?\*\/)?\s*$/, '');
}
