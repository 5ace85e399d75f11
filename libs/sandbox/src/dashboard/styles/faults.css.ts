import { css } from '../../pages/css.js';
import { FAULT_CHOICES } from '../faults/fault.form.js';

/** The explanation of the fault that is chosen, and no other. */
const meanings = FAULT_CHOICES.map(
  ({ target, kind, value }) =>
    `.fault-form:has(option[value='${value}']:checked) .meaning-${target}-${kind}`,
).join(',\n');

/** The faults that stand, and the form for another one. */
export const faults = css`
  .rules,
  .presets {
    display: grid;
    gap: 0.75rem;
  }

  .rules .panel {
    margin: 0;
  }

  .rule {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1.5rem;
    border-left: 4px solid var(--ask);
  }

  .presets .button {
    width: 100%;
    justify-content: flex-start;
    text-align: left;
  }

  .presets p {
    margin-top: 0.125rem;
  }

  .below {
    margin-top: 1.25rem;
  }

  .meanings {
    min-height: 3em;
    margin-top: -0.5rem;
  }

  .meanings p {
    display: none;
  }

  ${meanings} {
    display: block;
  }

  .fault-form:not(:has(option[value$='.status']:checked)) .when-status,
  .fault-form:not(:has(option[value$='.delay']:checked)) .when-delay,
  .fault-form:not(:has(option[value='api.drift']:checked)) .when-drift-api,
  .fault-form:not(:has(option[value='webhook.drift']:checked)) .when-drift-webhook,
  .fault-form:has(option[value^='api.']:checked) :is(.filter-sellerId, .filter-event),
  .fault-form:has(option[value^='checkout.']:checked) .filter-event,
  .fault-form:has(option[value^='webhook.']:checked) .filter-path {
    display: none;
  }

  .narrowing {
    margin-top: 0.75rem;
  }
`;
