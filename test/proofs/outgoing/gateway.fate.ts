import fc from 'fast-check';

/** Statuses of a refusal: nothing is created (docs/gateway-api.md, Errors). */
export const REFUSALS = [200, 400, 401, 403, 422] as const;

/** Statuses that leave open whether a payment was created; a proxy may send them, too. */
export const FAILURES = [302, 404, 408, 409, 429, 500, 502, 503, 504] as const;

/** Bodies that no gateway should send with a 200. */
export const NONSENSE = [
  '',
  '{}',
  '[]',
  'null',
  '{"status":true',
  '<h1>Welcome</h1>',
  '{"status":true}',
  '{"status":"true","transaction_id":"x","url":"https://x.test/"}',
  '{"status":true,"transaction_id":"","url":"https://x.test/"}',
  '{"status":true,"transaction_id":7,"url":"https://x.test/"}',
  '{"status":true,"transaction_id":"x","url":"javascript:alert(1)"}',
] as const;

/** How a correct answer is sent. */
export const MANNERS = [
  'at once',
  'byte by byte',
  'then hangs up',
  'twice',
  'again later',
] as const;

/** How a call ends without an answer. */
export const BREAKS = ['reset', 'end', 'stall', 'half', 'drip', 'bad gzip', 'flood'] as const;

/** What happens to a request after it was read. */
export type Fate =
  | { readonly kind: 'answered'; readonly manner: (typeof MANNERS)[number] }
  | { readonly kind: 'refused'; readonly status: (typeof REFUSALS)[number] }
  | {
      readonly kind: 'failed';
      readonly status: (typeof FAILURES)[number];
      readonly creates: boolean;
    }
  | { readonly kind: 'nonsense'; readonly text: string; readonly creates: boolean }
  | { readonly kind: 'broken'; readonly how: (typeof BREAKS)[number]; readonly creates: boolean };

const creates = fc.boolean();

const fates: fc.Arbitrary<Fate> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('answered' as const),
      manner: fc.constantFrom(...MANNERS),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('refused' as const),
      status: fc.constantFrom(...REFUSALS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('failed' as const),
      status: fc.constantFrom(...FAILURES),
      creates,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('nonsense' as const),
      text: fc.constantFrom(...NONSENSE),
      creates,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('broken' as const),
      how: fc.constantFrom(...BREAKS),
      creates,
    }),
  },
);

/** Draws fates; the same seed draws the same ones. */
export function fatesOf(seed: number, count: number): readonly Fate[] {
  return fc.sample(fates, { seed, numRuns: count });
}

/** Whether a request with this fate creates a transaction. */
export function createsPayment(fate: Fate): boolean {
  return fate.kind === 'answered' || (fate.kind !== 'refused' && fate.creates);
}
