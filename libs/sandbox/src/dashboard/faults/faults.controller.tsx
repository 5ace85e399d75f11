import { Body, Get, Param, Post } from '@nestjs/common';
import { writeDuration } from '../../clock/duration.js';
import { FAULT_MEANINGS } from '../../faults/fault.kinds.js';
import type { FaultRule } from '../../faults/fault.rule.js';
import { FaultRules } from '../../faults/fault.rules.js';
import type { Redirect } from '../../pages/reply.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { VIEWS } from '../dashboard.path.js';
import { PostButton } from '../frame/actions.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { Empty } from '../frame/lists.js';
import { Head } from '../frame/parts.js';
import { redirectTo, submit, View } from '../frame/view.js';
import { FaultForm, faultName } from './fault-form.js';
import { faultRequest } from './fault.form.js';
import { FAULT_PRESETS } from './fault.presets.js';

/** `/dashboard/faults`: sets and removes faults. */
@DashboardController(VIEWS.faults.path)
export class DashboardFaultsController {
  constructor(private readonly faults: FaultRules) {}

  @Get()
  show(): View {
    return new View('faults', 'Faults', <FaultsPage rules={this.faults.list()} />);
  }

  @Post()
  add(@Body() fields: FormFields): Promise<View | Redirect> {
    const action = () => this.faults.add(faultRequest(fields));
    return submit(action, redirectTo(VIEWS.faults.path, 'fault-added'), () => this.show());
  }

  @Post('preset')
  preset(@Body() fields: FormFields): Redirect {
    const wanted = fields.text('preset');
    const preset = FAULT_PRESETS.find(({ id }) => id === wanted);
    if (preset === undefined) {
      throw new SandboxRequestError(`There is no preset ${JSON.stringify(wanted)}.`);
    }
    this.faults.add(preset.request);
    return redirectTo(VIEWS.faults.path, 'fault-added');
  }

  @Post('clear')
  clear(): Redirect {
    this.faults.clear();
    return redirectTo(VIEWS.faults.path, 'faults-cleared');
  }

  @Post(':id/remove')
  remove(@Param('id') id: string): Redirect {
    this.faults.remove(id);
    return redirectTo(VIEWS.faults.path, 'fault-removed');
  }
}

/** The faults that are set, and the ways to set more. */
function FaultsPage({ rules }: { readonly rules: readonly FaultRule[] }) {
  return (
    <>
      <Head
        title="Faults"
        lead="Simulate what can go wrong between a shop and a gateway. If several faults match, the oldest one applies. Resent and triggered webhooks are never affected."
      >
        {rules.length === 0 ? null : (
          <PostButton action={`${VIEWS.faults.path}/clear`}>Remove all</PostButton>
        )}
      </Head>
      {rules.length === 0 ? (
        <Empty title="No faults are set">
          <p>Everything works as documented. Choose below what goes wrong next.</p>
        </Empty>
      ) : (
        <ul class="stack">
          {rules.map((rule) => (
            <Rule key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
      <div class="columns columns-even below">
        <section class="panel">
          <h2>Presets</h2>
          <form class="stack presets" method="post" action={`${VIEWS.faults.path}/preset`}>
            {FAULT_PRESETS.map(({ id, title, proves }) => (
              <div key={id}>
                <button class="button" name="preset" value={id} aria-describedby={`${id}-proves`}>
                  {title}
                </button>
                <p class="soft small" id={`${id}-proves`}>
                  {proves}
                </p>
              </div>
            ))}
          </form>
        </section>
        <FaultForm />
      </div>
    </>
  );
}

function Rule({ rule }: { readonly rule: FaultRule }) {
  const { id, target, kind, hits } = rule;
  const meanings: Readonly<Record<string, string>> = FAULT_MEANINGS[target];
  const name = faultName(target, kind);
  return (
    <li id={id} class="panel rule">
      <div>
        <h2>
          {name} {parameterOf(rule)}
        </h2>
        <p class="soft">{meanings[kind]}</p>
        <p class="small">
          {frequencyOf(rule)}, {hits === 0 ? 'none affected yet' : `${hits} affected`}
          {scopeOf(rule)}
        </p>
      </div>
      <PostButton
        action={`${VIEWS.faults.path}/${encodeURIComponent(id)}/remove`}
        look="button-small"
        label={`Remove ${name}`}
      >
        Remove
      </PostButton>
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
  return `${(probability ?? 0) * 100}% of them, seed ${seed}`;
}

function scopeOf({ filter }: FaultRule): string {
  const parts = Object.entries(filter).map(([field, value]) => `${field} ${value}`);
  return parts.length === 0 ? '' : `, only ${parts.join(', ')}`;
}
