import { css } from '../../pages/css.js';

/** Keys below each other, spans beside each other, and the clock. */
export const settings = css`
  .keys {
    display: grid;
    gap: 1rem;
  }

  .keys li {
    display: grid;
    gap: 0.25rem;
  }

  .keys li + li {
    padding-top: 1rem;
    border-top: 1px solid var(--line);
  }

  .group + .group {
    padding-top: 1.25rem;
    border-top: 1px solid var(--line);
  }

  .keys .buttons {
    margin-top: 0.25rem;
  }

  .spans {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: 0.5rem;
    margin: 0.75rem 0 1.25rem;
  }

  .spans .button {
    flex-direction: column;
    gap: 0;
    min-height: 3rem;
  }

  .why {
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-weight: 400;
  }

  .clock-buttons {
    margin-top: 1rem;
  }

  .big-clock {
    font: 400 clamp(2.75rem, 11vw, 4.5rem) / 1.1 var(--serif);
    font-variant-numeric: lining-nums tabular-nums;
  }
`;
