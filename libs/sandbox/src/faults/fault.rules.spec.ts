import type { FaultRequest } from './fault.rule.js';
import { FaultRules } from './fault.rules.js';

describe('the faults to come', () => {
  it('befall one call each, oldest first, and are gone then', () => {
    const faults = new FaultRules();
    faults.add({ target: 'api', kind: 'status', status: 500, count: 2 });
    faults.add({ target: 'api', kind: 'lost_answer' });
    const kinds = [1, 2, 3, 4].map(() => faults.take('api')?.kind ?? null);
    expect(kinds).toEqual(['status', 'status', 'lost_answer', null]);
  });

  it('befall their own target only', () => {
    const faults = new FaultRules();
    faults.add({ target: 'webhook', kind: 'drop' });
    expect(faults.take('api')).toBeNull();
    expect(faults.take('webhook')?.kind).toBe('drop');
  });

  it('are listed with what is left of them', () => {
    const faults = new FaultRules();
    const { id } = faults.add({ target: 'webhook', kind: 'delay', delayMs: 500, count: 3 });
    faults.take('webhook');
    expect(faults.list()).toEqual([
      { id, target: 'webhook', kind: 'delay', status: null, delayMs: 500, left: 2 },
    ]);
  });

  it('can be called off', () => {
    const faults = new FaultRules();
    faults.add({ target: 'api', kind: 'reset', count: 9 });
    faults.clear();
    expect(faults.take('api')).toBeNull();
  });

  it.each([
    [{}, /target must be "api" or "webhook"/],
    [{ target: 'checkout', kind: 'drop' }, /target must be "api" or "webhook"/],
    [{ target: 'api', kind: 'duplicate' }, /must be one of status, delay, drop, reset/],
    [{ target: 'webhook', kind: 'status', status: 500 }, /must be one of delay, drop, duplicate/],
    [{ target: 'api', kind: 'status' }, /from 400 to 599/],
    [{ target: 'api', kind: 'status', status: 200 }, /from 400 to 599/],
    [{ target: 'api', kind: 'delay' }, /delayMs must be/],
    [{ target: 'api', kind: 'delay', delayMs: '5' }, /delayMs must be/],
    [{ target: 'api', kind: 'drop', status: 500 }, /status belongs to/],
    [{ target: 'api', kind: 'drop', delayMs: 5 }, /delayMs belongs to/],
    [{ target: 'api', kind: 'drop', count: 0 }, /count must be/],
    [{ target: 'api', kind: 'drop', count: 1.5 }, /count must be/],
  ])('are refused when they are %j', (request, message) => {
    expect(() => new FaultRules().add(request as FaultRequest)).toThrow(message);
  });
});
