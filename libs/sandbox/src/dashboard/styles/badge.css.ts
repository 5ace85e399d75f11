import { css } from '../../pages/css.js';

/** Words for how something stands, with a colour and a shape. */
export const badge = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0 0.5rem 0 0.4375rem;
    border-radius: 99px;
    background: var(--quiet-ground);
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.5rem;
    white-space: nowrap;
  }

  .badge svg {
    width: 0.625rem;
    height: 0.625rem;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.75;
  }

  .badge-good {
    background: var(--good-ground);
    color: var(--accent);
  }

  .badge-ask {
    background: var(--ask-ground);
    color: var(--ask);
  }

  .badge-bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
`;
