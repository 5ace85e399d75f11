import type { ComponentChildren } from 'preact';

export interface DocumentProps {
  readonly title: string;
  /** Paths of the style sheet, the icon and the scripts. */
  readonly stylesheet: string;
  readonly icon: string;
  readonly scripts?: readonly string[];
  /** In place of the plain mark. */
  readonly mark?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The shell of every page, with the mark that tells a sandbox from the real gateway. */
export function Document(props: DocumentProps) {
  const { title, stylesheet, icon, scripts = [], mark = <PlainMark />, children } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href={icon} />
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
