import type { ComponentChildren } from 'preact';

export interface DocumentProps {
  readonly title: string;
  /** Paths of the style sheet, the icon and the scripts. */
  readonly stylesheet: string;
  readonly icon: string;
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

/** The shell of every page, with the mark that tells a sandbox from the real gateway. */
export function Document({ title, stylesheet, icon, scripts = [], children }: DocumentProps) {
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
        <header class="sandbox-mark">
          <strong>Sandbox</strong> <span>No real money moves here.</span>
        </header>
        {children}
      </body>
    </html>
  );
}
