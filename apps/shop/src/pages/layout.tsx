import type { ComponentChildren, VNode } from 'preact';

interface LayoutProps {
  readonly title: string;
  /** The path of the page, when it is part of the navigation. */
  readonly current?: '/' | '/orders';
  /** More for the document's head. */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The layout of every page of the shop. */
export function Layout({ title, current, head, children }: LayoutProps): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Second Drum`}</title>
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="icon" type="image/svg+xml" href="/assets/second-drum.svg" />
        {head}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="masthead">
          <a class="wordmark" href="/">
            <img src="/assets/second-drum.svg" alt="" width="36" height="36" />
            Second Drum
          </a>
          <nav aria-label="Shop">
            <a href="/" aria-current={current === '/' ? 'page' : undefined}>
              Prints
            </a>
            <a href="/orders" aria-current={current === '/orders' ? 'page' : undefined}>
              Orders
            </a>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer class="colophon">
          <p>
            Second Drum prints on a two-drum risograph, with soy ink on recycled paper. It is the
            example shop of <span class="code">nestjs-ovgc</span>, so nothing here is really for
            sale.
          </p>
        </footer>
      </body>
    </html>
  );
}
