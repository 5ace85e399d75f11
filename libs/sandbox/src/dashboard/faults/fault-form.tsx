import { driftVariants } from '../../faults/drift.js';
import type { FaultFilter } from '../../faults/fault.filter.js';
import { FAULT_KINDS, FAULT_MEANINGS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import type { FaultTarget } from '../../faults/fault.kinds.js';
import type { TextFieldProps } from '../../pages/field.js';
import { Field, TextField } from '../../pages/field.js';
import { VIEWS } from '../dashboard.path.js';
import type { FaultForm } from './fault.form.js';
import { ALL_FILTER_FIELDS, faultyField } from './fault.form.js';

export interface FaultFormProps {
  readonly form: FaultForm;
  readonly problem: string | null;
}

const TARGET_NAMES: Readonly<Record<FaultTarget, string>> = {
  api: 'API call',
  checkout: 'Checkout page',
  webhook: 'Webhook',
};

const FILTER_NAMES: Readonly<Record<keyof FaultFilter, string>> = {
  orderUuid: 'Order',
  transactionId: 'Transaction',
  sellerId: 'Seller ID',
  event: 'Event',
  path: 'Part of the path',
};

/** Hides the filters that a target does not have. */
const FILTER_CLASSES: Readonly<Partial<Record<keyof FaultFilter, string>>> = {
  sellerId: 'unless-api',
  event: 'when-webhook',
  path: 'unless-webhook',
};

/** What a fault is called, such as `API call: lost answer`. */
export function faultName(target: FaultTarget, kind: string): string {
  return `${TARGET_NAMES[target]}: ${kind.replace('_', ' ')}`;
}

/**
 * The form for any fault. It offers only what a target can have, and the style sheet hides what the chosen fault does
 * not need: `when-<kind>` and `when-<target>` are shown for one kind or target alone.
 */
export function FaultFormView({ form, problem }: FaultFormProps) {
  const field = problem === null ? null : faultyField(problem);
  const problemOf = (name: string | null) => (field === name ? (problem ?? undefined) : undefined);
  const text = (
    id: 'status' | 'delay' | 'count' | 'probability' | 'seed',
    label: string,
    rest: Pick<TextFieldProps, 'class' | 'hint' | 'inputmode'>,
  ) => <TextField id={id} label={label} problem={problemOf(id)} value={form[id]} {...rest} />;
  const isNarrow = Object.keys(form.filter).length > 0 || form.probability !== '';
  return (
    <form class="panel form fault-form" method="post" action={VIEWS.faults.path}>
      <h2>Add a fault</h2>
      <Field id="fault" label="What goes wrong" problem={problemOf(null)}>
        {(control) => (
          <select {...control} name="fault">
            {FAULT_TARGETS.map((target) => (
              <optgroup key={target} label={TARGET_NAMES[target]}>
                {FAULT_KINDS[target].map((kind) => (
                  <option
                    key={kind}
                    value={`${target}.${kind}`}
                    selected={form.fault === `${target}.${kind}`}
                  >
                    {faultName(target, kind)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <div class="meanings soft">
        {FAULT_TARGETS.flatMap((target) =>
          Object.entries(FAULT_MEANINGS[target]).map(([kind, meaning]) => (
            <p key={`${target}.${kind}`} class={`when-${target} when-${kind}`}>
              {meaning}
            </p>
          )),
        )}
      </div>
      <div class="line">
        {text('status', 'HTTP status', { class: 'when-status', inputmode: 'numeric' })}
        {text('delay', 'Delay', { class: 'when-delay', hint: 'Such as 5s or 2m' })}
        {(['api', 'webhook'] as const).map((target) => (
          <Field
            key={target}
            id={`variant-${target}`}
            label="Drift"
            class={`when-drift when-${target}`}
            problem={problemOf('variant')}
          >
            {(control) => (
              <select {...control} name={`variant_${target}`}>
                {driftVariants(target).map((variant) => (
                  <option key={variant} value={variant} selected={variant === form.variant}>
                    {variant.replaceAll('_', ' ')}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        {text('count', 'Count', {
          hint: 'How many are affected: 1 if empty',
          inputmode: 'numeric',
        })}
      </div>
      <details open={isNarrow || field === 'probability' || field === 'seed'}>
        <summary>Affect only some</summary>
        <div class="form narrowing">
          <div class="line">
            {ALL_FILTER_FIELDS.map((name) => (
              <TextField
                key={name}
                id={`filter-${name}`}
                name={`filter_${name}`}
                class={FILTER_CLASSES[name]}
                label={FILTER_NAMES[name]}
                value={form.filter[name]}
              />
            ))}
          </div>
          <div class="line">
            {text('probability', 'Probability', {
              hint: 'Above 0, up to 1; replaces the count',
              inputmode: 'decimal',
            })}
            {text('seed', 'Seed', {
              hint: 'The same seed affects the same ones',
              inputmode: 'numeric',
            })}
          </div>
        </div>
      </details>
      <div class="buttons">
        <button class="button button-primary">Add fault</button>
      </div>
    </form>
  );
}
