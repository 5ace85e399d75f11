import { css } from '../../pages/css.js';

/** The page's frame: the sandbox mark, the engraved summary, the desk beside or below it. */
export const frame = (rosette: string): string => css`
  h1,
  h2 {
    text-wrap: balance;
  }

  .sandbox-mark {
    padding: 0.5rem 1.25rem;
    background: var(--mark-ground);
    color: var(--mark-ink);
    font-size: 0.875rem;
    text-align: center;
  }

  .sandbox-mark strong {
    margin-right: 0.5rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid currentColor;
    border-radius: 99px;
    font-size: 0.75rem;
    letter-spacing: 0.06em;
    text-transform: uppercase;
  }

  .checkout {
    flex: 1;
    display: grid;
    grid-template-rows: auto 1fr;
  }

  .summary {
    position: relative;
    padding: 1.75rem 1.25rem 2rem;
    background: var(--engraved) url('${rosette}') no-repeat right -9rem top -8rem / 23rem;
    color: var(--engraved-ink);
  }

  /* The perforation along which the summary would be torn off. */
  .summary::after {
    content: '';
    position: absolute;
    inset: auto 0 -5px;
    height: 10px;
    background: radial-gradient(circle, var(--paper) 3.5px, transparent 4px) 50% 0 / 14px 10px;
  }

  .summary-content,
  .desk {
    width: 100%;
    max-width: 28rem;
    margin-inline: auto;
  }

  .payee {
    display: block;
    color: var(--engraved-soft);
    font-size: 1rem;
    font-weight: 400;
    overflow-wrap: anywhere;
  }

  .amount {
    display: block;
    font: 400 clamp(2.5rem, 12vw, 3.25rem) / 1.2 var(--serif);
    font-variant-numeric: lining-nums;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  .facts {
    margin-top: 0.75rem;
    font-size: 0.9375rem;
  }

  .facts div {
    display: grid;
    grid-template-columns: 4rem 1fr;
    gap: 0.75rem;
    padding: 0.125rem 0;
  }

  .facts dt {
    color: var(--engraved-soft);
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  .desk {
    max-width: 30.5rem;
    padding: 2rem 1.25rem 3rem;
  }

  @media (min-width: 56rem) {
    .checkout {
      grid-template: 1fr / minmax(0, 11fr) minmax(0, 13fr);
    }

    .summary {
      padding: clamp(3rem, 12vh, 6.5rem) clamp(2.5rem, 6vw, 6rem) 3rem 2.5rem;
      background-position: left -12rem bottom -18rem;
      background-size: 42rem;
      background-attachment: fixed;
    }

    .summary::after {
      inset: 0 -5px 0 auto;
      width: 10px;
      height: auto;
      background: radial-gradient(circle, var(--paper) 3.5px, transparent 4px) 0 50% / 10px 14px;
    }

    .summary-content {
      position: sticky;
      top: 3rem;
      max-width: 24rem;
      margin-right: 0;
    }

    .amount {
      font-size: clamp(3.25rem, 5.5vw, 4.5rem);
    }

    .facts {
      margin-top: 1.75rem;
    }

    .facts div {
      padding: 0.625rem 0;
      border-top: 1px solid rgb(180 214 203 / 0.28);
    }

    .desk {
      max-width: 31rem;
      margin: 0;
      padding: clamp(3rem, 12vh, 6.5rem) 2.5rem 3rem clamp(2.5rem, 6vw, 6rem);
      box-sizing: content-box;
      width: auto;
    }
  }
`;
