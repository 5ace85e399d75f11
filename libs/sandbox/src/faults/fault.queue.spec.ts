import type { FaultCandidate } from './fault.filter.js';
import { FaultQueue } from './fault.queue.js';
import type { FaultRule } from './fault.rule.js';

const call: FaultCandidate = { name: 'a call', method: 'POST', path: '/payment-request-api' };

function rule(change: Partial<FaultRule>): FaultRule {
  return {
    id: `fault_${change.kind ?? 'drop'}`,
    target: 'api',
    kind: 'drop',
    status: null,
    delayMs: null,
    variant: null,
    filter: {},
    left: 1,
    probability: null,
    seed: null,
    hits: 0,
    ...change,
  };
}

function queueOf(...rules: Partial<FaultRule>[]): FaultQueue {
  const queue = new FaultQueue();
  for (const change of rules) queue.add(rule(change));
  return queue;
}

const taken = (queue: FaultQueue, times: number, candidate = call) =>
  Array.from({ length: times }, () => queue.take('api', candidate)?.kind ?? null);

describe('the faults to come', () => {
  it('affect as many as they are for, oldest first, and are gone then', () => {
    const queue = queueOf({ kind: 'status', left: 2 }, { kind: 'lost_answer' });
    expect(taken(queue, 4)).toEqual(['status', 'status', 'lost_answer', null]);
    expect(queue.list()).toEqual([]);
  });

  it('say how many they have affected, and will still', () => {
    const queue = queueOf({ left: 3 });
    queue.take('api', call);
    queue.take('api', call);
    expect(queue.list()).toMatchObject([{ left: 1, hits: 2 }]);
  });

  it('affect their own target only', () => {
    const queue = queueOf({ target: 'webhook' });
    expect(queue.take('api', call)).toBeNull();
    expect(queue.take('webhook', call)?.kind).toBe('drop');
  });

  it('can be removed, one or all', () => {
    const queue = queueOf({ kind: 'drop' }, { kind: 'reset' }, { kind: 'malformed' });
    expect(queue.remove('fault_drop')).toBe(true);
    expect(queue.remove('fault_drop')).toBe(false);
    expect(queue.take('api', call)?.kind).toBe('reset');
    queue.clear();
    expect(queue.take('api', call)).toBeNull();
  });

  it('pass those by whom they are not for', () => {
    const queue = queueOf({ filter: { orderUuid: 'ORDER-2', path: 'request' } });
    expect(queue.take('api', { ...call, orderUuid: 'ORDER-1' })).toBeNull();
    expect(queue.take('api', { ...call, orderUuid: 'ORDER-2', path: '/other' })).toBeNull();
    expect(queue.take('api', { ...call, orderUuid: 'ORDER-2' })).not.toBeNull();
  });

  it.each(['timeout', 'lost_answer'] as const)(
    'let a %s wait for a form: nothing is processed by looking at the page',
    (kind) => {
      const queue = queueOf({ target: 'checkout', kind });
      expect(queue.take('checkout', { ...call, method: 'GET' })).toBeNull();
      expect(queue.take('checkout', call)?.kind).toBe(kind);
    },
  );
});

describe('a fault with a probability', () => {
  const course = (seed: number, probability = 0.3, times = 200) => {
    const queue = queueOf({ left: null, probability, seed });
    return taken(queue, times).map((kind) => kind !== null);
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
    const queue = queueOf({ left: null, probability: 1, seed: 0 });
    expect(taken(queue, 50)).toEqual(Array(50).fill('drop'));
    expect(queue.list()).toMatchObject([{ left: null, hits: 50 }]);
  });

  it('draws for those only whom it is for, so that others do not change its course', () => {
    const filter = { orderUuid: 'ORDER-1' };
    const own = { ...call, orderUuid: 'ORDER-1' };
    const alone = queueOf({ left: null, probability: 0.5, seed: 3, filter });
    const mixed = queueOf({ left: null, probability: 0.5, seed: 3, filter });
    const between = Array.from({ length: 40 }, () => {
      mixed.take('api', call);
      return mixed.take('api', own)?.kind ?? null;
    });
    expect(between).toEqual(taken(alone, 40, own));
  });

  it('lets the next fault have those that it spares', () => {
    const queue = queueOf(
      { kind: 'reset', left: null, probability: 0.5, seed: 1 },
      { kind: 'drop', left: 100 },
    );
    expect(new Set(taken(queue, 40))).toEqual(new Set(['reset', 'drop']));
  });
});
