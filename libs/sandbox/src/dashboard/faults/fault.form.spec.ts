import { readPackageFiles } from '../../pages/asset.js';
import { faultProblem } from '../../faults/fault.request.js';
import { FormFields } from '../frame/form-fields.js';
import { FAULT_CHOICES, faultRequest, faultyField } from './fault.form.js';
import { FAULT_PRESETS } from './fault.presets.js';

const asked = (fields: Record<string, string>) => faultRequest(new FormFields(fields));

describe('the form for a fault', () => {
  it.each(FAULT_CHOICES)('can cause $value with what it starts with', ({ value, target }) => {
    const request = asked({ fault: value, [`variant_${target}`]: 'nested' });

    expect(faultProblem({ ...request })).toBeNull();
  });

  it('hands on only the fields that the fault takes, whatever the others hold', () => {
    const hidden = { status: '503', delay: '5s', variant_api: 'nested', filter_event: 'x' };

    expect(asked({ fault: 'api.reset', ...hidden, filter_path: '/order-status' })).toEqual({
      target: 'api',
      kind: 'reset',
      filter: { path: '/order-status' },
    });
  });

  it.each([
    [{ fault: 'api.status', status: '200' }, 'status'],
    [{ fault: 'webhook.delay', delay: 'soon' }, 'delay'],
    [{ fault: 'webhook.drift' }, 'variant'],
    [{ fault: 'webhook.drop', count: '0' }, 'count'],
    [{ fault: 'webhook.drop', count: 'many' }, 'count'],
    [{ fault: 'webhook.drop', probability: '2' }, 'probability'],
    [{ fault: 'webhook.drop', probability: '0.5', seed: '-1' }, 'seed'],
    [{ fault: 'webhook.nonsense' }, 'fault'],
  ])('shows what is wrong with %j beside the field %s', (fields, field) => {
    const problem = faultProblem({ ...asked(fields) });

    expect(problem).not.toBeNull();
    expect(faultyField(problem ?? '')).toBe(field);
  });
});

describe('the style sheet', () => {
  const styles = readPackageFiles('dashboard/styles/views.css');

  it.each(FAULT_CHOICES)('shows what $value needs, and only that', ({ target, kind }) => {
    expect(styles).toContain(`[value^='${target}.']:checked)) .when-${target}`);
    expect(styles).toContain(`[value$='.${kind}']:checked)) .when-${kind}`);
  });
});

describe('a preset', () => {
  it.each(FAULT_PRESETS)('can be caused: $title', ({ request }) => {
    expect(faultProblem({ ...request })).toBeNull();
  });
});
