import { css } from '../../pages/css.js';

/** The bar of test cards below the form. */
export const testCards = css`
  .test-cards {
    margin-top: 2rem;
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius);
    font-size: 0.9375rem;
  }

  .test-cards summary {
    padding: 0.75rem 1rem;
    border-radius: var(--radius);
    font-weight: 600;
    cursor: pointer;
  }

  .test-cards p {
    padding: 0 1rem 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .test-cards table {
    width: 100%;
    border-collapse: collapse;
  }

  .test-cards th,
  .test-cards td {
    padding: 0.375rem 1rem 0.375rem 0;
    border-top: 1px solid var(--line);
    text-align: left;
  }

  .test-cards th {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
  }

  .test-cards th:first-child,
  .test-cards td:first-child {
    padding-left: 1rem;
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

  @media (max-width: 22rem) {
    .test-cards tr {
      display: block;
      padding: 0.375rem 1rem;
      border-top: 1px solid var(--line);
    }

    .test-cards thead {
      display: none;
    }

    .test-cards td,
    .test-cards td:first-child {
      display: block;
      padding: 0;
      border: 0;
    }
  }
`;
