import { SandboxNotFoundError } from '../sandbox.errors.js';
import type { FaultCandidate } from './fault.filter.js';
import type { Activity } from '../journal/activity.js';
import type { Journal } from '../journal/journal.js';
import type { FaultRequest } from './fault.rule.js';
import { FaultRules } from './fault.rules.js';

const call: FaultCandidate = { name: 'a call', method: 'POST', path: '/payment-request-api' };

function rulesOf(...requests: (Omit<FaultRequest, 'target'> | FaultRequest)[]): FaultRules {
  const rules = new FaultRules(
    { tell() {} } as unknown as Activity,
    { write() {} } as unknown as Journal,
  );
  for (const request of requests) rules.add({ target: 'api', ...request });
  return rules;
}

const taken = (rules: FaultRules, times: number, candidate = call) =>
  Array.from({ length: times }, () => rules.take('api', candidate)?.kind ?? null);

describe('the faults to come', () => {
  it('affect as many as they are for, oldest first, and are gone then', () => {
    const rules = rulesOf(
      { kind: 'status', status: 500, count: 2 },
      {
        kind: 'lost_answer',
      },
    );
    expect(taken(rules, 4)).toEqual(['status', 'status', 'lost_answer', null]);
    expect(rules.list()).toEqual([]);
  });

  it('say how many they have affected, and will still', () => {
    const rules = rulesOf({ kind: 'drop', count: 3 });
    rules.take('api', call);
    rules.take('api', call);
    expect(rules.list()).toMatchObject([{ left: 1, hits: 2 }]);
  });

  it('affect their own target only', () => {
    const rules = rulesOf({ target: 'webhook', kind: 'drop' });
    expect(rules.take('api', call)).toBeNull();
    expect(rules.take('webhook', call)?.kind).toBe('drop');
  });

  it('can be removed, one or all', () => {
    const rules = rulesOf({ kind: 'drop' }, { kind: 'reset' }, { kind: 'malformed' });
    const [first] = rules.list();
    rules.remove(first?.id ?? '');
    expect(() => rules.remove(first?.id ?? '')).toThrow(SandboxNotFoundError);
    expect(rules.take('api', call)?.kind).toBe('reset');
    rules.clear();
    expect(rules.take('api', call)).toBeNull();
  });

  it('pass those by whom they are not for', () => {
    const rules = rulesOf({ kind: 'drop', filter: { orderUuid: 'ORDER-2', path: 'request' } });
    expect(rules.take('api', { ...call, orderUuid: 'ORDER-1' })).toBeNull();
    expect(rules.take('api', { ...call, orderUuid: 'ORDER-2', path: '/other' })).toBeNull();
    expect(rules.take('api', { ...call, orderUuid: 'ORDER-2' })).not.toBeNull();
  });

  it.each(['timeout', 'lost_answer'] as const)(
    'let a %s wait for a form: nothing is processed by looking at the page',
    (kind) => {
      const rules = rulesOf({ target: 'checkout', kind });
      expect(rules.take('checkout', { ...call, method: 'GET' })).toBeNull();
      expect(rules.take('checkout', call)?.kind).toBe(kind);
    },
  );
});

describe('a fault with a probability', () => {
  const course = (seed: number, probability = 0.3, times = 200) => {
    const rules = rulesOf({ kind: 'drop', probability, seed });
    return taken(rules, times).map((kind) => kind !== null);
  };

  it('affects the same ones again with the same seed, and others with another', () => {
    expect(course(7)).toEqual(course(7));
    expect(course(7)).not.toEqual(course(8));
  });

  it.each([0.1, 0.5, 0.9])('affects about %d of them', (probability) => {
    const hits = course(1, probability, 2_000).filter(Boolean).length;
    expect(hits / 2_000).toBeCloseTo(probability, 1);
  });

  it('affects all when it is 1, and lasts until it is removed', () => {
    const rules = rulesOf({ kind: 'drop', probability: 1, seed: 0 });
    expect(taken(rules, 50)).toEqual(Array(50).fill('drop'));
    expect(rules.list()).toMatchObject([{ left: null, hits: 50 }]);
  });

  it('draws for those only whom it is for, so that others do not change its course', () => {
    const filter = { orderUuid: 'ORDER-1' };
    const own = { ...call, orderUuid: 'ORDER-1' };
    const alone = rulesOf({ kind: 'drop', probability: 0.5, seed: 3, filter });
    const mixed = rulesOf({ kind: 'drop', probability: 0.5, seed: 3, filter });
    const between = Array.from({ length: 40 }, () => {
      mixed.take('api', call);
      return mixed.take('api', own)?.kind ?? null;
    });
    expect(between).toEqual(taken(alone, 40, own));
  });

  it('lets the next fault have those that it spares', () => {
    const rules = rulesOf(
      { kind: 'reset', probability: 0.5, seed: 1 },
      { kind: 'drop', count: 100 },
    );
    expect(new Set(taken(rules, 40))).toEqual(new Set(['reset', 'drop']));
  });
});
