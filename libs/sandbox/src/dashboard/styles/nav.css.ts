import { css } from '../../pages/css.js';

/** The navigation: at the side, and within a thumb's reach on a phone. */
export const nav = css`
  .nav {
    position: fixed;
    inset: auto 0 0;
    z-index: 2;
    padding-bottom: env(safe-area-inset-bottom);
    background: var(--engraved);
    box-shadow: 0 -1px 0 rgb(180 214 203 / 0.28);
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
  }

  .nav a {
    display: grid;
    justify-items: center;
    gap: 0.125rem;
    padding: 0.5rem 0 0.4375rem;
    color: var(--engraved-soft);
    font-size: 0.6875rem;
    line-height: 1.25;
    text-decoration: none;
  }

  .nav a:focus-visible {
    outline-offset: -3px;
  }

  .nav a:hover {
    color: var(--engraved-ink);
  }

  .nav [aria-current] {
    color: var(--engraved-ink);
    font-weight: 600;
    box-shadow: inset 0 2px 0 var(--engraved-ink);
  }

  .icon {
    width: 1.375rem;
    height: 1.375rem;
    fill: none;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.75;
  }

  @media (min-width: 60rem) {
    .nav {
      position: static;
      padding: 0;
      background: none;
      box-shadow: none;
      grid-template-columns: 1fr;
      gap: 0.125rem;
    }

    .nav a {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      min-height: 2.5rem;
      padding: 0 0.75rem;
      border-radius: var(--radius);
      font-size: 0.9375rem;
    }

    .nav [aria-current] {
      background: rgb(180 214 203 / 0.16);
      box-shadow: none;
    }
  }
`;
