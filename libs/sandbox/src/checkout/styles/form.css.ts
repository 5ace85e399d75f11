import { css } from '../../pages/css.js';

/** The card form, its mistakes and its buttons. */
export const form = css`
  .desk-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1rem;
    margin-bottom: 1.25rem;
  }

  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
  }

  .time {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  #time-left {
    color: var(--ink);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  #time-left.is-short {
    color: var(--bad);
  }

  .field {
    margin-bottom: 1.125rem;
  }

  .field-row {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 1rem;
  }

  label {
    display: block;
    font-size: 0.9375rem;
    font-weight: 600;
  }

  .hint {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .field-error {
    margin-top: 0.25rem;
    color: var(--bad);
    font-size: 0.9375rem;
  }

  .input {
    position: relative;
    margin-top: 0.375rem;
  }

  input {
    width: 100%;
    height: 3rem;
    padding: 0 0.875rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: 1.0625rem var(--sans);
    font-variant-numeric: tabular-nums;
  }

  input:focus-visible {
    outline-offset: 0;
    border-color: transparent;
  }

  input[aria-invalid='true'] {
    border: 2px solid var(--bad);
  }

  .field-number input {
    padding-right: 9.5rem;
  }

  .brand {
    position: absolute;
    top: 0.6875rem;
    right: 0.6875rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid var(--line);
    border-radius: 4px;
    color: var(--ink-soft);
    font-size: 0.875rem;
    pointer-events: none;
  }

  .brand:empty {
    border-color: transparent;
  }

  .error-summary,
  .notice {
    margin-bottom: 1.5rem;
    padding: 0.875rem 1rem;
    border-left: 4px solid var(--bad);
    border-radius: 0 var(--radius) var(--radius) 0;
    background: var(--bad-ground);
  }

  .error-summary h2 {
    font-size: 1rem;
  }

  .error-summary ul {
    padding: 0;
    list-style: none;
  }

  .error-summary a {
    display: inline-block;
    padding: 0.125rem 0;
    color: var(--bad);
    text-underline-offset: 0.15em;
  }

  .button {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    min-height: 3rem;
    padding: 0.625rem 1rem;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: none;
    color: var(--ink);
    font: 600 1rem/1.3 var(--sans);
    text-align: center;
    text-decoration: none;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .button-primary {
    margin-top: 0.5rem;
    background: var(--accent);
    color: var(--on-accent);
  }

  .button-primary:hover {
    background: var(--accent-press);
  }

  .button-outline {
    border-color: var(--line-strong);
  }

  .button-outline:hover {
    border-color: var(--ink);
  }

  .button-quiet {
    color: var(--ink-soft);
    font-weight: 400;
  }

  .button-quiet:hover {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .cancel {
    margin-top: 0.75rem;
  }

  .promise {
    text-wrap: balance;
    margin-top: 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    text-align: center;
  }

  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
  }
`;
