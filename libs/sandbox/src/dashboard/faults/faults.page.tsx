import { writeDuration } from '../../clock/duration.js';
import { FAULT_MEANINGS } from '../../faults/fault.kinds.js';
import type { FaultRule } from '../../faults/fault.rule.js';
import { VIEWS } from '../dashboard.path.js';
import { Empty } from '../frame/empty.js';
import type { FaultFormProps } from './fault-form.js';
import { FaultFormView, TARGET_NAMES } from './fault-form.js';
import { FAULT_PRESETS } from './fault.presets.js';

export interface FaultsPageProps extends FaultFormProps {
  readonly rules: readonly FaultRule[];
}

/** What is to go wrong. */
export function FaultsPage({ rules, form, problem }: FaultsPageProps) {
  return (
    <>
      <div class="head">
        <h1>Faults</h1>
        {rules.length === 0 ? null : (
          <form method="post" action={`${VIEWS.faults.path}/clear`}>
            <button class="button">Call all off</button>
          </form>
        )}
      </div>
      <p class="lead">
        What goes wrong between a shop and a gateway one day, on command. The oldest fault that fits
        befalls first; resends and triggers are never befallen.
      </p>
      {rules.length === 0 ? (
        <Empty title="No fault stands">
          <p>Everything works as documented. Choose below what is to go wrong next.</p>
        </Empty>
      ) : (
        <ul class="rules">
          {rules.map((rule) => (
            <Rule key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
      <div class="columns columns-even below">
        <section class="panel">
          <h2>By one press</h2>
          <ul class="presets">
            {FAULT_PRESETS.map(({ id, title, proves }) => (
              <li key={id}>
                <form method="post" action={`${VIEWS.faults.path}/preset`}>
                  <button class="button" name="preset" value={id}>
                    {title}
                  </button>
                  <p class="soft small">{proves}</p>
                </form>
              </li>
            ))}
          </ul>
        </section>
        <FaultFormView form={form} problem={problem} />
      </div>
    </>
  );
}

function Rule({ rule }: { readonly rule: FaultRule }) {
  const { id, target, kind, hits } = rule;
  const meanings: Readonly<Record<string, string>> = FAULT_MEANINGS[target];
  const name = `${TARGET_NAMES[target]}: ${kind.replace('_', ' ')}`;
  return (
    <li id={id} class="panel rule">
      <div>
        <h2>
          {name} {parameterOf(rule)}
        </h2>
        <p class="soft">{meanings[kind]}</p>
        <p class="small">
          {frequencyOf(rule)}, {hits === 0 ? 'none befallen yet' : `${hits} befallen`}
          {scopeOf(rule)}
        </p>
      </div>
      <form method="post" action={`${VIEWS.faults.path}/${encodeURIComponent(id)}/remove`}>
        <button class="button button-small" aria-label={`Remove ${name}`}>
          Remove
        </button>
      </form>
    </li>
  );
}

function parameterOf({ status, delayMs, variant }: FaultRule): string {
  if (status !== null) return String(status);
  if (delayMs !== null) return writeDuration(delayMs);
  return variant === null ? '' : variant.replaceAll('_', ' ');
}

function frequencyOf({ left, probability, seed }: FaultRule): string {
  if (left !== null) return left === 1 ? 'The next one' : `The next ${left}`;
  if (probability === 1) return 'Every one';
  return `${(probability ?? 0) * 100} % of them, seed ${seed}`;
}

function scopeOf({ filter }: FaultRule): string {
  const parts = Object.entries(filter).map(([field, value]) => `${field} ${value}`);
  return parts.length === 0 ? '' : `, only ${parts.join(', ')}`;
}
