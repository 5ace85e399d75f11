import { driftVariants } from '../../faults/drift.js';
import type { FaultFilter } from '../../faults/fault.filter.js';
import { FAULT_KINDS, FAULT_MEANINGS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import type { FaultTarget } from '../../faults/fault.kinds.js';
import { VIEWS } from '../dashboard.path.js';
import { Field } from '../frame/field.js';
import type { FaultForm } from './fault.form.js';
import { ALL_FILTER_FIELDS, faultyField } from './fault.form.js';

export interface FaultFormProps {
  readonly form: FaultForm;
  readonly problem: string | null;
}

/** What people call the targets. */
export const TARGET_NAMES: Readonly<Record<FaultTarget, string>> = {
  api: 'API call',
  checkout: 'Checkout page',
  webhook: 'Webhook',
};

const FILTER_NAMES: Readonly<Record<keyof FaultFilter, string>> = {
  orderUuid: 'Order',
  transactionId: 'Transaction',
  sellerId: 'Seller’s id',
  event: 'Event',
  path: 'Part of the path',
};

/** A fault of one's own. Only what a target can suffer is offered; what a kind does not need is hidden, by style alone. */
export function FaultFormView({ form, problem }: FaultFormProps) {
  const field = problem === null ? null : faultyField(problem);
  const problemOf = (name: string | null) => (field === name ? (problem ?? undefined) : undefined);
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
                    {TARGET_NAMES[target]}: {kind.replace('_', ' ')}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <div class="meanings">
        {FAULT_TARGETS.flatMap((target) =>
          Object.entries(FAULT_MEANINGS[target]).map(([kind, meaning]) => (
            <p key={`${target}.${kind}`} class={`soft meaning-${target}-${kind}`}>
              {meaning}
            </p>
          )),
        )}
      </div>
      <div class="line">
        <Field id="status" label="HTTP status" class="when-status" problem={problemOf('status')}>
          {(control) => (
            <input {...control} name="status" inputMode="numeric" value={form.status} />
          )}
        </Field>
        <Field
          id="delay"
          label="Later by"
          hint="Such as 5s or 2m"
          class="when-delay"
          problem={problemOf('delay')}
        >
          {(control) => <input {...control} name="delay" value={form.delay} />}
        </Field>
        {(['api', 'webhook'] as const).map((target) => (
          <Field
            key={target}
            id={`variant-${target}`}
            label="Drift"
            class={`when-drift-${target}`}
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
        <Field id="count" label="How many" hint="One if left empty" problem={problemOf('count')}>
          {(control) => <input {...control} name="count" inputMode="numeric" value={form.count} />}
        </Field>
      </div>
      <details open={isNarrow || field === 'probability' || field === 'seed'}>
        <summary>Only some of them</summary>
        <div class="form narrowing">
          <div class="line">
            {ALL_FILTER_FIELDS.map((name) => (
              <Field
                key={name}
                id={`filter-${name}`}
                label={FILTER_NAMES[name]}
                class={`filter-${name}`}
              >
                {(control) => (
                  <input {...control} name={`filter_${name}`} value={form.filter[name]} />
                )}
              </Field>
            ))}
          </div>
          <div class="line">
            <Field
              id="probability"
              label="Probability"
              hint="Above 0, up to 1, instead of how many"
              problem={problemOf('probability')}
            >
              {(control) => (
                <input
                  {...control}
                  name="probability"
                  inputMode="decimal"
                  value={form.probability}
                />
              )}
            </Field>
            <Field
              id="seed"
              label="Seed"
              hint="Befalls the same ones again"
              problem={problemOf('seed')}
            >
              {(control) => (
                <input {...control} name="seed" inputMode="numeric" value={form.seed} />
              )}
            </Field>
          </div>
        </div>
      </details>
      <div class="buttons">
        <button class="button button-primary">Add fault</button>
      </div>
    </form>
  );
}
