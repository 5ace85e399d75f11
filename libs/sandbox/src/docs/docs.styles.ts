import { css } from '../pages/css.js';
import { tokens } from '../pages/tokens.css.js';

/** What the page has beside Swagger UI's own styles: the sandbox's frame and colours, and room on a phone. */
export const docsStyles = css`
  ${tokens}
  html,
  html.dark-mode,
  html.dark-mode body .swagger-ui {
    background: var(--paper);
  }

  body {
    margin: 0;
    background: var(--paper);
    color: var(--ink);
    font-family: var(--sans);
  }

  .sandbox-mark {
    padding: 6px 20px;
    background: var(--mark-ground);
    color: var(--mark-ink);
    font-size: 13px;
    text-align: center;
  }

  .sandbox-mark strong {
    margin-right: 8px;
    padding: 1px 8px;
    border: 1px solid currentColor;
    border-radius: 99px;
    font-size: 11px;
    letter-spacing: 0.06em;
    text-transform: uppercase;
  }

  .docs-nav {
    display: flex;
    gap: 24px;
    max-width: 1460px;
    margin: 0 auto;
    padding: 16px 20px 0;
  }

  .docs-nav a {
    padding: 4px 0;
    color: var(--accent);
    font-size: 14px;
  }

  .docs-noscript {
    padding: 20px;
  }

  .swagger-ui .info {
    margin: 24px 0;
  }

  .swagger-ui .info .title small {
    top: 0;
    vertical-align: middle;
  }

  /* The address of the document: the navigation has it. */
  .swagger-ui .info a:has(> .url) {
    display: none;
  }

  .swagger-ui .markdown code,
  .swagger-ui .renderedMarkdown code,
  html.dark-mode body .swagger-ui .markdown code,
  html.dark-mode body .swagger-ui .renderedMarkdown code {
    background: var(--quiet-ground);
    color: var(--ink);
    font-family: var(--mono);
    font-weight: 500;
  }

  .swagger-ui .markdown pre,
  .swagger-ui .renderedMarkdown pre {
    margin: 8px 0 16px;
    padding: 12px 16px;
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--quiet-ground);
  }

  .swagger-ui .markdown pre code,
  .swagger-ui .renderedMarkdown pre code,
  html.dark-mode body .swagger-ui .markdown pre code,
  html.dark-mode body .swagger-ui .renderedMarkdown pre code {
    padding: 0;
    background: none;
    white-space: pre;
  }

  .swagger-ui .scheme-container,
  html.dark-mode body .swagger-ui .scheme-container {
    padding: 0;
    background: none;
    box-shadow: none;
  }

  /* Dark on dark in Swagger UI's own sheet. */
  html.dark-mode .swagger-ui .examples-select__section-label {
    color: inherit;
  }

  @media (max-width: 640px) {
    .swagger-ui .opblock-tag {
      flex-wrap: wrap;
    }

    .swagger-ui .opblock-tag small {
      flex-basis: 100%;
      order: 3;
      padding: 4px 0 0;
    }
  }
`;
