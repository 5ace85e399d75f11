import type { ComponentChildren } from 'preact';
import { ICON_PATH } from './asset.js';

export interface DocumentProps {
  readonly title: string;
  /** Paths of what the page loads; scripts in the order in which they run. */
  readonly stylesheet: string;
  readonly scripts: readonly string[];
  /** Replaces the plain mark. */
  readonly mark?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The HTML around every page, with the mark that tells the sandbox from the real gateway. */
export function Document(props: DocumentProps) {
  const { title, stylesheet, scripts, mark = <PlainMark />, children } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href={ICON_PATH} />
        <link rel="stylesheet" href={stylesheet} />
        {scripts.map((script) => (
          <script key={script} src={script} defer />
        ))}
      </head>
      <body>
        <header class="sandbox-mark">{mark}</header>
        {children}
      </body>
    </html>
  );
}

function PlainMark() {
  return (
    <>
      <strong>Sandbox</strong> <span>No real money moves here.</span>
    </>
  );
}
