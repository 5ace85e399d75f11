import { css } from '../../pages/css.js';

/** The bar of the test mode: a line above the page, and what it opens. */
export const testBar = css`
  .sandbox-mark:has(> .test-bar) {
    padding: 0;
    text-align: left;
  }

  .test-bar summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.125rem 1.25rem;
    padding: 0.5rem 1.25rem;
    cursor: pointer;
  }

  .test-bar summary:focus-visible {
    outline-color: currentColor;
    outline-offset: -4px;
  }

  .test-bar summary::-webkit-details-marker {
    display: none;
  }

  .test-bar-more {
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .test-bar-more::after {
    content: '';
    display: inline-block;
    width: 0.4375rem;
    height: 0.4375rem;
    margin: 0 0.125rem 0.1875rem 0.5rem;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
  }

  .test-bar[open] .test-bar-more::after {
    margin-bottom: -0.0625rem;
    transform: rotate(225deg);
  }

  .test-panel {
    display: grid;
    gap: 2rem;
    padding: 1.5rem 1.25rem 2rem;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
    color: var(--ink);
  }

  .test-panel > section {
    width: 100%;
    max-width: 28rem;
    margin-inline: auto;
  }

  .test-panel h2 {
    font-size: 1rem;
  }

  .test-panel p {
    margin: 0.125rem 0 0.75rem;
    color: var(--ink-soft);
  }

  .force-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .force fieldset {
    margin: 1rem 0 0;
    padding: 0;
    border: 0;
  }

  .force legend {
    margin-bottom: 0.375rem;
    padding: 0;
    font-weight: 600;
  }

  .force button {
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: none;
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }

  .force button:hover {
    border-color: var(--ink);
  }

  .force .force-succeed {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .force .force-succeed:hover {
    background: var(--accent-press);
  }

  .test-cards table {
    width: 100%;
    border-collapse: collapse;
  }

  .test-cards th,
  .test-cards td {
    padding: 0.25rem 1rem 0.25rem 0;
    border-top: 1px solid var(--line);
    text-align: left;
  }

  .test-cards th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
  }

  .test-cards [data-card] {
    font: 0.875rem var(--mono);
    letter-spacing: -0.02em;
    white-space: nowrap;
  }

  .test-cards button {
    min-height: 1.75rem;
    padding: 0.125rem 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    letter-spacing: inherit;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .outcome-good {
    color: var(--accent);
  }

  .outcome-ask {
    color: var(--ask);
  }

  @media (max-width: 30rem) {
    .test-bar-promise {
      display: none;
    }
  }

  @media (max-width: 22rem) {
    .test-cards thead {
      display: none;
    }

    .test-cards tr {
      display: block;
      padding: 0.375rem 0;
      border-top: 1px solid var(--line);
    }

    .test-cards td {
      display: block;
      padding: 0;
      border: 0;
    }
  }

  @media (min-width: 56rem) {
    .test-panel {
      grid-template-columns: minmax(0, 11fr) minmax(0, 13fr);
      gap: 0;
      padding-block: 2rem 2.5rem;
    }

    .test-panel > .force {
      max-width: 24rem;
      margin-right: clamp(2.5rem, 6vw, 6rem);
    }

    .test-panel > .test-cards {
      max-width: 31rem;
      margin-left: clamp(2.5rem, 6vw, 6rem);
    }
  }

  @media (forced-colors: active) {
    .force button {
      border-color: ButtonText;
    }
  }
`;
