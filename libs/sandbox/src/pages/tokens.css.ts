import { css } from './css.js';

/** Colours and measures of every page, light and dark. Every pair of text and ground has a contrast of 4.5 or more. */
export const tokens = css`
  :root {
    color-scheme: light dark;
    --paper: #f6f8f7;
    --surface: #ffffff;
    --ink: #13201d;
    --ink-soft: #4d5f5a;
    --line: #c9d3cf;
    --line-strong: #71827c;
    --accent: #0b5f56;
    --accent-press: #084a43;
    --on-accent: #ffffff;
    --bad: #a51d2a;
    --bad-ground: #fdf1f1;
    --ask: #7a4b00;
    --good-ground: #e3f2ed;
    --ask-ground: #faf0db;
    --quiet-ground: #e8eeeb;
    --mark-ground: #f7e8b5;
    --mark-ink: #463500;
    --engraved: #0b3f3a;
    --engraved-ink: #f1faf6;
    --engraved-soft: #b4d6cb;
    --sans: -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
    --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, 'Times New Roman', serif;
    --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
    --radius: 8px;
  }

  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #0e1513;
      --surface: #16201d;
      --ink: #e9f1ee;
      --ink-soft: #a3b6b0;
      --line: #33423d;
      --line-strong: #7e938c;
      --accent: #63cdb9;
      --accent-press: #8adfcf;
      --on-accent: #05231f;
      --bad: #ff9c9c;
      --bad-ground: #2d1719;
      --ask: #f0c674;
      --good-ground: #12312b;
      --ask-ground: #2e2512;
      --quiet-ground: #222e2a;
      --mark-ground: #352a0d;
      --mark-ink: #f5e2a9;
      --engraved: #092b27;
    }
  }
`;
