import { css } from '../../pages/css.js';

/** The first steps, one after the other. */
export const steps = css`
  .steps {
    display: grid;
    gap: 1rem;
    counter-reset: step;
  }

  .step {
    counter-increment: step;
    padding: 1.125rem 1.25rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .step > h2 {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-bottom: 0.5rem;
  }

  .step > h2::before {
    content: counter(step);
    display: grid;
    place-items: center;
    flex: none;
    width: 1.75rem;
    height: 1.75rem;
    border: 1px solid var(--line-strong);
    border-radius: 50%;
    font: 400 1rem/1 var(--serif);
  }

  .step-done > h2::before {
    content: '✓' / '';
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-family: var(--sans);
  }

  .step-now {
    border-color: var(--accent);
    box-shadow: inset 4px 0 0 var(--accent);
  }

  .step-body {
    display: grid;
    gap: 0.75rem;
    max-width: 46rem;
    padding-left: 2.5rem;
  }

  .step-body > * {
    min-width: 0;
  }

  @media (max-width: 47.99rem) {
    .step-body {
      padding-left: 0;
    }
  }

  .waiting {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    color: var(--ink-soft);
  }

  .waiting::before {
    content: '';
    flex: none;
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    background: var(--accent);
  }

  @media (prefers-reduced-motion: no-preference) {
    .waiting::before {
      animation: waiting 1.6s ease-in-out infinite;
    }

    @keyframes waiting {
      50% {
        opacity: 0.25;
        transform: scale(0.7);
      }
    }
  }
`;
