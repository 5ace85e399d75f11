import { css } from '../../pages/css.js';

/** Pages that take no card: paid, expired, cancelled, not found, and the bank's question. */
export const states = css`
  .state,
  .challenge {
    display: grid;
    gap: 0.75rem;
  }

  .state h1,
  .state h2,
  .challenge h2 {
    font-size: 1.5rem;
    line-height: 1.25;
  }

  .state p,
  .challenge p {
    color: var(--ink-soft);
  }

  .state .button,
  .challenge .button-primary {
    margin-top: 0.75rem;
  }

  .state-mark {
    width: 3rem;
    height: 3rem;
    margin-bottom: 0.25rem;
    fill: none;
    stroke: var(--line-strong);
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 3;
  }

  .state-good .state-mark {
    stroke: var(--accent);
  }

  .challenge-issuer {
    justify-self: start;
    padding: 0.0625rem 0.625rem;
    border: 1px solid var(--line-strong);
    border-radius: 99px;
    font-size: 0.8125rem;
  }
`;
