import { css } from '../../pages/css.js';

/** What unfolds: more fields, and questions before what cannot be undone. */
export const disclosure = css`
  summary {
    cursor: pointer;
  }

  .overrides {
    margin-top: 1rem;
  }

  .overrides .tick {
    min-height: 2.5rem;
  }

  .ask-first summary {
    list-style: none;
  }

  .ask-first summary::-webkit-details-marker {
    display: none;
  }

  .ask-first[open] {
    flex-basis: 100%;
    padding: 0.875rem 1rem;
    border-left: 4px solid var(--bad);
    border-radius: 0 var(--radius) var(--radius) 0;
    background: var(--bad-ground);
  }

  .ask-first form {
    display: grid;
    gap: 0.75rem;
    justify-items: start;
    margin-top: 0.75rem;
  }
`;
