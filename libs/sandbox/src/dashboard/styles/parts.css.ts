import { css } from '../../pages/css.js';

/** What views are put together from: headings, panels, badges, facts. */
export const parts = css`
  .head > * {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem 1.5rem;
    margin-bottom: 1.25rem;
  }

  h1 {
    font: 400 2rem/1.2 var(--serif);
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: 1.0625rem;
    line-height: 1.35;
  }

  h3 {
    font-size: 0.9375rem;
  }

  .lead {
    max-width: 42rem;
    margin: -0.75rem 0 1.5rem;
    color: var(--ink-soft);
  }

  .soft {
    color: var(--ink-soft);
  }

  .small {
    font-size: 0.8125rem;
  }

  .panel {
    padding: 1.125rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .panel + .panel,
  .panel + .columns,
  .columns + .panel {
    margin-top: 1.25rem;
  }

  .panel > h2:first-child,
  .panel-head {
    margin-bottom: 0.75rem;
  }

  .panel-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
  }

  .columns {
    display: grid;
    gap: 1.25rem;
    align-items: start;
  }

  .columns > * {
    min-width: 0;
  }

  .columns .panel + .panel {
    margin-top: 0;
  }

  @media (min-width: 72rem) {
    .columns {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }

    .columns-even {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  .stack {
    display: grid;
    gap: 1.25rem;
    min-width: 0;
  }

  .stack > * {
    min-width: 0;
  }

  .stack > .panel + .panel {
    margin-top: 0;
  }

  .facts > div {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1fr);
    gap: 0.125rem 0.75rem;
    padding: 0.4375rem 0;
  }

  .facts > div + div {
    border-top: 1px solid var(--line);
  }

  @media (max-width: 29.99rem) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  .facts dt {
    color: var(--ink-soft);
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  .empty {
    padding: 2.5rem 1.5rem;
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius);
    color: var(--ink-soft);
    text-align: center;
  }

  .empty h2 {
    margin-bottom: 0.375rem;
    color: var(--ink);
  }

  .empty p {
    max-width: 34rem;
    margin-inline: auto;
  }

  .empty p + * {
    margin-top: 0.75rem;
  }

  @media (prefers-reduced-motion: no-preference) {
    [data-fresh] {
      animation: fresh 2.4s ease-out;
    }

    @keyframes fresh {
      from {
        background-color: var(--good-ground);
      }
    }
  }
`;
