import { css } from '../../pages/css.js';

/** Fields and buttons. */
export const form = css`
  label,
  legend {
    display: block;
    padding: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .hint {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .field {
    min-width: 0;
  }

  .field-problem {
    margin-top: 0.25rem;
    color: var(--bad);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  input,
  select,
  textarea {
    width: 100%;
    min-height: 2.5rem;
    margin-top: 0.25rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    /* Below 16 pixels a phone zooms into a field. */
    font-size: 1rem;
  }

  textarea {
    font-family: var(--mono);
    font-size: 0.875rem;
    resize: vertical;
  }

  ::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  input[type='checkbox'] {
    width: 1.125rem;
    height: 1.125rem;
    min-height: 0;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }

  [aria-invalid='true'] {
    border: 2px solid var(--bad);
  }

  .tick {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 1.5rem;
    font-weight: 400;
  }

  .form {
    display: grid;
    gap: 0.875rem;
  }

  .form > h2:first-child,
  .form > h3 {
    margin: 0;
  }

  .line,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 0.75rem;
  }

  .buttons {
    gap: 0.5rem;
    align-items: flex-start;
  }

  .line .field {
    flex: 1 1 11rem;
    max-width: 28rem;
  }

  .button,
  .copy {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 2.5rem;
    padding: 0.25rem 1rem;
    border: 1px solid color-mix(in srgb, var(--line-strong) 60%, var(--line));
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: 600 0.9375rem/1.3 var(--sans);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }

  .button:hover,
  .copy:hover {
    border-color: var(--ink);
  }

  .button-primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }

  .button-primary:hover {
    border-color: transparent;
    background: var(--accent-press);
  }

  .button-danger {
    color: var(--bad);
  }

  .button-destroy {
    border-color: transparent;
    background: var(--bad);
    color: var(--surface);
  }

  .button-small,
  .copy {
    min-height: 1.875rem;
    padding: 0 0.625rem;
    font-size: 0.8125rem;
  }

  .button[aria-busy='true'] {
    opacity: 0.6;
  }

  .line + .line {
    margin-top: 1rem;
  }

  @media (forced-colors: active) {
    .button,
    .copy,
    .badge {
      border: 1px solid;
    }
  }
`;
