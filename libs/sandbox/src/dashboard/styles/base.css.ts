import { css } from '../../pages/css.js';

/** What the dashboard has beyond the reset of every page: smaller text, lists without marks. */
export const base = css`
  body {
    font-size: 0.9375rem;
  }

  ul,
  ol {
    padding: 0;
    list-style: none;
  }

  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }

  main:focus {
    outline: 0;
  }
`;
