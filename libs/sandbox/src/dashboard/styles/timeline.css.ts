import { css } from '../../pages/css.js';

/** What happened, one below the other along a line. */
export const timeline = css`
  .timeline > li {
    position: relative;
    padding: 0 0 1.125rem 1.75rem;
  }

  .timeline > li:last-child {
    padding-bottom: 0;
  }

  .timeline > li::before {
    content: '';
    position: absolute;
    top: 0.4375rem;
    left: 0.25rem;
    width: 0.625rem;
    height: 0.625rem;
    border: 2px solid var(--line-strong);
    border-radius: 50%;
    background: var(--surface);
    z-index: 1;
  }

  .timeline > li::after {
    content: '';
    position: absolute;
    top: 1rem;
    bottom: -0.4375rem;
    left: 0.5rem;
    width: 2px;
    background: var(--line);
  }

  .timeline > li:last-child::after {
    display: none;
  }

  .timeline > .is-good::before {
    border-color: var(--accent);
    background: var(--accent);
  }

  .timeline > .is-bad::before {
    border-color: var(--bad);
    background: var(--bad);
  }

  .timeline > .is-ask::before {
    border-color: var(--ask);
  }

  .timeline > .is-ahead::before {
    border-style: dashed;
  }

  .timeline-line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
  }

  .timeline-line strong {
    font-weight: 600;
  }

  .attempts {
    margin-top: 0.25rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .timeline form {
    margin-top: 0.5rem;
  }

  .attempts li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    overflow-wrap: anywhere;
  }

  .answer-good {
    color: var(--accent);
    font-weight: 600;
  }

  .answer-bad {
    color: var(--bad);
    font-weight: 600;
  }

  .amount-large {
    font: 400 clamp(2.25rem, 8vw, 3rem) / 1.1 var(--serif);
    font-variant-numeric: lining-nums;
  }

  .title-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }

  .crumb {
    margin-bottom: 0.5rem;
    font-size: 0.875rem;
  }

  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: 0.75rem;
    margin-bottom: 1.5rem;
  }

  .figures a {
    display: block;
    height: 100%;
    padding: 0.75rem 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    text-decoration: none;
  }

  .figures a:hover {
    border-color: var(--line-strong);
  }

  .figures .is-alarm strong {
    color: var(--bad);
  }

  .figures strong {
    display: block;
    font: 400 1.875rem/1.2 var(--serif);
    font-variant-numeric: lining-nums;
  }

  .latest + .latest,
  .latest + .panel {
    margin-top: 1.75rem;
  }

  .tabular {
    font-variant-numeric: tabular-nums;
  }
`;
