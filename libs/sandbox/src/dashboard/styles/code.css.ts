import { css } from '../../pages/css.js';

/** What is read letter by letter: code, ids, secrets, with the buttons that copy them. */
export const code = css`
  code,
  pre,
  .mono {
    font-family: var(--mono);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .code {
    position: relative;
  }

  .code pre {
    padding: 0.875rem 1rem;
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    line-height: 1.6;
    overflow-wrap: normal;
    white-space: pre;
  }

  .code pre.wrapped {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .code .copy {
    position: absolute;
    top: 0.5rem;
    right: 0.5rem;
  }

  /* On a phone the button would lie on the first line. */
  @media (max-width: 47.99rem) {
    :root.has-script .code:has(.copy) pre {
      padding-top: 3rem;
    }
  }

  :root:not(.has-script) :is(.scripted, .scripted-inline) {
    display: none;
  }

  .secret {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.625rem;
  }

  .secret code {
    font-size: 0.875rem;
  }
`;
