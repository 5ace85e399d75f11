import { createElement } from 'preact';
import { DASHBOARD_PATH } from '../dashboard/dashboard.path.js';
import { DOCS_PATH } from '../pages/docs.path.js';
import { Document } from '../pages/document.js';
import type { DocsAssets } from './api-reference.js';

const ASSETS_PATH = `${DOCS_PATH}/assets`;

/** The page of the reference. The viewer, a custom element, draws it from the OpenAPI document. */
export function DocsPage({ stylesheet, script }: DocsAssets) {
  const viewer = {
    'spec-url': `${DOCS_PATH}/json`,
    'primary-color': '#0b5f56',
    'hide-server-selection': true,
    'default-schema-tab': 'body',
    'schema-expand-level': 2,
  };
  return (
    <Document
      title="ovgc-sandbox · API reference"
      stylesheet={`${ASSETS_PATH}/${stylesheet.fileName}`}
      scripts={[`${ASSETS_PATH}/${script.fileName}`]}
    >
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
