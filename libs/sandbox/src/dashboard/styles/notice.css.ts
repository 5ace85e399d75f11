import { css } from '../../pages/css.js';

/** What is said above a view: what is unusual, what was done, what could not be done. */
export const notice = css`
  .unusual {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-bottom: 1.25rem;
  }

  .unusual a {
    display: block;
    padding: 0.1875rem 0.75rem;
    border: 1px solid currentColor;
    border-radius: 99px;
    background: var(--ask-ground);
    color: var(--ask);
    font-size: 0.875rem;
    text-decoration: none;
  }

  .unusual a:hover {
    text-decoration: underline;
  }

  .done {
    margin-bottom: 1.25rem;
    padding: 0.625rem 1rem;
    border-left: 4px solid var(--accent);
    border-radius: 0 var(--radius) var(--radius) 0;
    background: var(--good-ground);
  }
  .problem,
  .trouble {
    margin-bottom: 1.25rem;
  }

  .problem {
    padding: 0.75rem 1rem;
    border-left: 4px solid var(--bad);
    border-radius: 0 var(--radius) var(--radius) 0;
    background: var(--bad-ground);
    overflow-wrap: anywhere;
  }
`;
