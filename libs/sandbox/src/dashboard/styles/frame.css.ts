import { css } from '../../pages/css.js';

/** The engraved side with the navigation, and the ground of every view. */
export const frame = (rosette: string): string => css`
  .skip {
    position: absolute;
    top: 0.25rem;
    left: 0.25rem;
    z-index: 3;
    padding: 0.5rem 1rem;
    border-radius: var(--radius);
    background: var(--surface);
    transform: translateY(-200%);
  }

  .skip:focus {
    transform: none;
  }

  .sandbox-mark {
    min-height: 1.75rem;
    padding: 0.25rem 1rem;
    background: var(--mark-ground);
    color: var(--mark-ink);
    font-size: 0.8125rem;
    text-align: center;
  }

  .sandbox-mark strong {
    margin-right: 0.5rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid currentColor;
    border-radius: 99px;
    font-size: 0.6875rem;
    letter-spacing: 0.06em;
    text-transform: uppercase;
  }

  .dashboard {
    flex: 1;
    display: flex;
    flex-direction: column;
  }

  .side {
    position: relative;
    background: var(--engraved);
    color: var(--engraved-ink);
  }

  .side-content {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.5rem 1rem;
    background: url('${rosette}') no-repeat right -7rem top -7rem / 18rem;
  }

  .side :focus-visible {
    outline-color: var(--engraved-ink);
  }

  .brand {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    color: inherit;
    font: 400 1.375rem/1.2 var(--serif);
    text-decoration: none;
  }

  .brand img {
    border-radius: 50%;
    outline: 1px solid rgb(217 242 234 / 0.4);
  }

  .brand span {
    color: var(--engraved-soft);
  }

  .clock-face {
    display: grid;
    justify-items: end;
    padding: 0.25rem 0;
    color: inherit;
    line-height: 1.25;
    text-decoration: none;
  }

  .clock-face time {
    font-size: 1.125rem;
    font-variant-numeric: tabular-nums;
  }

  .clock-day,
  .clock-words {
    color: var(--engraved-soft);
    font-size: 0.75rem;
  }

  .clock-day {
    display: none;
  }

  .clock-face:hover .clock-words {
    text-decoration: underline;
  }

  main {
    flex: 1;
    width: 100%;
    min-width: 0;
    padding: 1.25rem 1rem 6.5rem;
  }

  @media (min-width: 60rem) {
    .dashboard {
      display: grid;
      grid-template-columns: 14.5rem minmax(0, 1fr);
    }

    .side-content {
      position: sticky;
      top: 0;
      /* As far as the mark above it leaves room. */
      height: calc(100vh - 1.75rem);
      flex-direction: column;
      align-items: stretch;
      justify-content: flex-start;
      gap: 1.75rem;
      padding: 1.5rem 1rem 1.25rem;
      background-position: right -14rem bottom -11rem;
      background-size: 27rem;
    }

    /* The perforation that the checkout page has, too. */
    .side::after {
      content: '';
      position: absolute;
      inset: 0 -5px 0 auto;
      width: 10px;
      background: radial-gradient(circle, var(--paper) 3.5px, transparent 4px) 0 50% / 10px 14px;
    }

    .brand {
      padding: 0 0.75rem;
    }

    .clock-face {
      justify-items: start;
      margin-top: auto;
      padding: 0.75rem;
    }

    .clock-day {
      display: inline;
    }

    .clock-face time {
      font: 400 1.75rem/1.2 var(--serif);
    }

    main {
      max-width: 76rem;
      padding: 2.25rem clamp(2rem, 4vw, 3.5rem) 4rem;
    }
  }
`;
