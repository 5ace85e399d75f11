import { driftVariants } from '../../faults/drift.js';
import type { FaultFilter } from '../../faults/fault.filter.js';
import { FAULT_KINDS, FAULT_MEANINGS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import type { FaultTarget } from '../../faults/fault.kinds.js';
import { Field } from '../../pages/field.js';
import { VIEWS } from '../dashboard.path.js';
import { FormField, PostForm, useField, useRejection } from '../frame/form.js';
import { ALL_FILTER_FIELDS, FAULT_DEFAULTS, faultyField } from './fault.form.js';

const TARGET_NAMES: Readonly<Record<FaultTarget, string>> = {
  api: 'API call',
  checkout: 'Checkout page',
  webhook: 'Webhook',
};

/** The filters, each with the class that hides it for a target that does not have it. */
const FILTERS: Readonly<Record<keyof FaultFilter, { label: string; class?: string }>> = {
  orderUuid: { label: 'Order' },
  transactionId: { label: 'Transaction' },
  sellerId: { label: 'Seller ID', class: 'unless-api' },
  event: { label: 'Event', class: 'when-webhook' },
  path: { label: 'Part of the path', class: 'unless-webhook' },
};

/** What a fault is called, such as `API call: lost answer`. */
export function faultName(target: FaultTarget, kind: string): string {
  return `${TARGET_NAMES[target]}: ${kind.replace('_', ' ')}`;
}

/**
 * The form for any fault. It offers only what a target can have, and the style sheet hides what the chosen fault does
 * not need: `when-<kind>` and `when-<target>` are shown for one kind or target alone.
 */
export function FaultForm() {
  return (
    <PostForm class="panel form fault-form" action={VIEWS.faults.path} blame={faultyField}>
      <h2>Add a fault</h2>
      <FaultChoice />
      <div class="line">
        <FormField
          id="status"
          label="HTTP status"
          class="when-status"
          inputmode="numeric"
          value={FAULT_DEFAULTS.status}
        />
        <FormField
          id="delay"
          label="Delay"
          class="when-delay"
          hint="Such as 5s or 2m"
          value={FAULT_DEFAULTS.delay}
        />
        <DriftChoice target="api" />
        <DriftChoice target="webhook" />
        <FormField
          id="count"
          label="Count"
          hint="How many are affected: 1 if empty"
          inputmode="numeric"
        />
      </div>
      <Narrowing />
      <div class="buttons">
        <button class="button button-primary">Add fault</button>
      </div>
    </PostForm>
  );
}

function FaultChoice() {
  const { value, problem } = useField('fault', FAULT_DEFAULTS.fault);
  const choices = FAULT_TARGETS.map((target) => ({
    target,
    kinds: FAULT_KINDS[target].map((kind) => ({ kind, id: `${target}.${kind}` })),
    meanings: Object.entries(FAULT_MEANINGS[target]),
  }));
  return (
    <>
      <Field id="fault" label="What goes wrong" problem={problem}>
        {(control) => (
          <select {...control} name="fault">
            {choices.map(({ target, kinds }) => (
              <optgroup key={target} label={TARGET_NAMES[target]}>
                {kinds.map(({ kind, id }) => (
                  <option key={id} value={id} selected={id === value}>
                    {faultName(target, kind)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <div class="meanings soft">
        {choices.flatMap(({ target, meanings }) =>
          meanings.map(([kind, meaning]) => (
            <p key={`${target}.${kind}`} class={`when-${target} when-${kind}`}>
              {meaning}
            </p>
          )),
        )}
      </div>
    </>
  );
}

function DriftChoice({ target }: { readonly target: 'api' | 'webhook' }) {
  const name = `variant_${target}`;
  const { value } = useField(name);
  const { problem } = useField('variant');
  const className = `when-drift when-${target}`;
  return (
    <Field id={`variant-${target}`} label="Drift" class={className} problem={problem}>
      {(control) => (
        <select {...control} name={name}>
          {driftVariants(target).map((variant) => (
            <option key={variant} value={variant} selected={variant === value}>
              {variant.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Narrowing() {
  const filters = ALL_FILTER_FIELDS.map((field) => ({
    ...FILTERS[field],
    name: `filter_${field}`,
  }));
  const typed = useRejection(VIEWS.faults.path)?.fields;
  const isUsed = ['probability', 'seed', ...filters.map(({ name }) => name)].some((name) =>
    typed?.given(name),
  );
  return (
    <details open={isUsed}>
      <summary>Affect only some</summary>
      <div class="form narrowing">
        <div class="line">
          {filters.map((filter) => (
            <FormField key={filter.name} id={filter.name} {...filter} />
          ))}
        </div>
        <div class="line">
          <FormField
            id="probability"
            label="Probability"
            hint="Above 0, up to 1; replaces the count"
            inputmode="decimal"
          />
          <FormField
            id="seed"
            label="Seed"
            hint="The same seed affects the same ones"
            inputmode="numeric"
          />
        </div>
      </div>
    </details>
  );
}
