import { createElement } from 'preact';
import { DASHBOARD_PATH } from '../dashboard/dashboard.path.js';
import { DOCS_PATH } from '../pages/docs.path.js';
import { Document } from '../pages/document.js';
import type { PageAssets } from '../pages/asset.js';

/** The page of the reference. The viewer, a custom element, draws it from the OpenAPI document. */
export function DocsPage({ stylesheet, scripts }: PageAssets) {
  const viewer = {
    'spec-url': `${DOCS_PATH}/json`,
    'primary-color': '#0b5f56',
    'hide-server-selection': true,
    'default-schema-tab': 'body',
    'schema-expand-level': 2,
  };
  return (
    <Document title="ovgc-sandbox · API reference" stylesheet={stylesheet} scripts={scripts}>
      <nav class="docs-header" aria-label="Sandbox">
        <h1>API reference</h1>
        <a href={DASHBOARD_PATH}>Dashboard</a>
        <a href={`${DOCS_PATH}/json`}>OpenAPI document</a>
      </nav>
      <div id="reference">
        {createElement('openapi-explorer', viewer)}
        <noscript>
          <p class="docs-noscript">
            This page needs JavaScript. The <a href={`${DOCS_PATH}/json`}>OpenAPI document</a> has
            the same content.
          </p>
        </noscript>
      </div>
    </Document>
  );
}
