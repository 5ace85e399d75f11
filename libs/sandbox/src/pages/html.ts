import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Renders an HTML document from its root element. Text and attributes are escaped. */
export function renderHtml(document: VNode): string {
  return `<!doctype html>${renderToString(document)}`;
}
