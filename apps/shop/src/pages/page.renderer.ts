import { h, type FunctionComponent } from 'preact';
import { render } from 'preact-render-to-string';

/** Renders a page as HTML. Everything in `props` is escaped. */
export function renderPage<Props extends object>(
  page: FunctionComponent<Props>,
  props: NoInfer<Props>,
): string {
  return `<!doctype html>${render(h(page, props))}`;
}
