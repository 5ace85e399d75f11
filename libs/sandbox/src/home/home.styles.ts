import { css } from '../pages/css.js';
import { tokens } from '../pages/tokens.css.js';

/** The home page's style. */
export const homeStyles = css`
  ${tokens}
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    background: var(--paper);
    color: var(--ink);
    font: 1rem/1.5 var(--sans);
  }
  .sandbox-mark {
    padding: 0.5rem 1rem;
    background: var(--mark-ground);
    color: var(--mark-ink);
    font-size: 0.875rem;
    text-align: center;
  }
  main {
    max-width: 52rem;
    margin: 0 auto;
    padding: 2.5rem 1rem 4rem;
  }
  h1 {
    margin: 0 0 0.5rem;
    font-size: 1.75rem;
    line-height: 1.2;
  }
  h2 {
    margin: 2.5rem 0 0.5rem;
    font-size: 1.125rem;
  }
  p {
    max-width: 40rem;
    margin: 0 0 1rem;
    color: var(--ink-soft);
  }
  code,
  pre {
    font-family: var(--mono);
    font-size: 0.875rem;
  }
  pre {
    margin: 0;
    padding: 1rem;
    overflow-x: auto;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  dl {
    margin: 0;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  dl > div {
    padding: 0.75rem 1rem;
  }
  dl > div + div {
    border-top: 1px solid var(--line);
  }
  dt {
    overflow-wrap: anywhere;
  }
  .method {
    color: var(--accent);
    font-weight: 600;
  }
  dd {
    margin: 0.25rem 0 0;
    color: var(--ink-soft);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
`;
