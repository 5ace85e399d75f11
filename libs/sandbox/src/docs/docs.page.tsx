import { DASHBOARD_PATH } from '../dashboard/dashboard.path.js';
import { Document } from '../pages/document.js';
import type { DocsAssets } from './docs.assets.js';
import { ASSETS_PATH } from './docs.assets.js';
import { DOCS_PATH } from '../pages/docs.path.js';

/** The page of the reference; its script draws the rest. */
export function DocsPage({ stylesheet, scripts }: DocsAssets) {
  return (
    <Document
      title="ovgc-sandbox · API reference"
      stylesheet={`${ASSETS_PATH}/${stylesheet.fileName}`}
      scripts={scripts.map(({ fileName }) => `${ASSETS_PATH}/${fileName}`)}
    >
      <nav class="docs-nav" aria-label="Sandbox">
        <a href={DASHBOARD_PATH}>Dashboard</a>
        <a href={`${DOCS_PATH}/json`}>OpenAPI document</a>
      </nav>
      <main id="reference">
        <noscript>
          <p class="docs-noscript">
            This page needs JavaScript. The same is in the{' '}
            <a href={`${DOCS_PATH}/json`}>OpenAPI document</a>.
          </p>
        </noscript>
      </main>
    </Document>
  );
}
