import fc from 'fast-check';
import type { SellerOption } from '../sandbox.options.js';
import { seedConflict } from '../seed/seed.conflicts.js';
import type { SeedSeller } from '../seed/seed.document.js';
import type { Seller } from './seller.js';
import type { BaselineOptions } from './seller.baseline.js';
import { baseline } from './seller.baseline.js';

const now = new Date('2026-01-31T12:00:00Z');
const later = new Date('2026-02-01T12:00:00Z');

function options(change: Partial<BaselineOptions> = {}, byHand: SellerOption[] = []) {
  return {
    apiKey: 'option_key',
    webhookSecret: 'option_secret',
    webhookUrl: null,
    minimumAmount: '1.00',
    gatewayActive: true,
    seed: null,
    setByHand: new Set(byHand),
    ...change,
  };
}

const keysOf = ({ apiKeys }: Seller) => apiKeys.map(({ key }) => key);

describe('the sellers that a sandbox starts with', () => {
  it('are the default one alone, by its options', () => {
    expect(baseline([], options({ webhookUrl: 'http://shop/hook' }), now)).toMatchObject([
      {
        id: 'default',
        webhookUrl: 'http://shop/hook',
        webhookSecret: 'option_secret',
        createdAt: now,
        apiKeys: [{ label: 'Default', key: 'option_key', revokedAt: null }],
      },
    ]);
  });

  it('are those of an earlier run, whatever the options are by default', () => {
    const [kept] = baseline([], options(), now);
    const changed = { ...kept, webhookUrl: 'http://kept/hook', minimumAmount: '9.00' } as Seller;
    expect(baseline([changed], options(), later)).toEqual([changed]);
  });

  it('have the options that were set by hand, whatever an earlier run kept', () => {
    const [kept] = baseline([], options(), now);
    const revoked = kept?.apiKeys.map((apiKey) => ({ ...apiKey, revokedAt: now })) ?? [];
    const changed = { ...kept, minimumAmount: '9.00', apiKeys: revoked } as Seller;
    const byHand = options({ apiKey: 'new_key' }, ['apiKey']);
    expect(baseline([changed], byHand, later)).toMatchObject([
      { minimumAmount: '9.00', apiKeys: [{ key: 'new_key', revokedAt: null, createdAt: now }] },
    ]);
  });

  it('have the keys of the seed, and that of the option only if it was set by hand', () => {
    const entry = { id: 'default', name: 'Shop', apiKeys: [{ label: 'CI', key: 'seed_key' }] };
    const seed = { sellers: [entry] };
    expect(baseline([], options({ seed }), now).map(keysOf)).toEqual([['seed_key']]);
    expect(baseline([], options({ seed }, ['apiKey']), now).map(keysOf)).toEqual([
      ['seed_key', 'option_key'],
    ]);
  });

  it('are matched to the seed by id, or else by name', () => {
    const [first] = baseline([], options(), now);
    const acme = { ...first, id: 'seller_1', name: 'Acme', apiKeys: [] } as Seller;
    const entry = { name: 'Acme', gatewayActive: false };
    const named = baseline([acme], options({ seed: { sellers: [entry] } }), later);
    expect(named.map(({ id, gatewayActive }) => [id, gatewayActive])).toEqual([
      ['seller_1', false],
      ['default', true],
    ]);
    const renamed = { id: 'seller_1', name: 'Acme Ltd' };
    const byId = baseline([acme], options({ seed: { sellers: [renamed] } }), later);
    expect(byId.map(({ name }) => name)).toEqual(['Acme Ltd', 'Sandbox seller']);
  });

  it('are not taken by their name for one that the seed names by its id', () => {
    const seed = { sellers: [{ name: 'Sandbox seller' }, { id: 'default', name: 'Shop' }] };
    expect(baseline([], options({ seed }), now).map(({ id, name }) => [id, name])).toEqual([
      ['default', 'Shop'],
      [expect.stringMatching(/^seller_/), 'Sandbox seller'],
    ]);
  });

  it('are the same when a seed is applied a second time', () => {
    const entry = fc.record(
      {
        id: fc.constantFrom('default', 'a', 'b'),
        name: fc.constantFrom('A', 'B', 'C', 'Sandbox seller'),
        gatewayActive: fc.boolean(),
        minimumAmount: fc.constantFrom('2.00', 3, '0.5'),
        webhookUrl: fc.constantFrom(null, 'http://shop/hook'),
        webhookSecret: fc.constantFrom('secret_one', 'secret_two'),
        apiKeys: fc.array(fc.record({ label: fc.constantFrom('CI', 'Shop'), key: fc.uuid() })),
      },
      { requiredKeys: ['name'] },
    );
    const byHand = fc.subarray<SellerOption>(['apiKey', 'webhookUrl', 'gatewayActive']);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), byHand, (sellers, hand) => {
        const seed = { sellers: sellers as SeedSeller[] };
        fc.pre(seedConflict(seed) === null);
        const given = options({ seed }, hand);
        const once = baseline([], given, now);
        expect(baseline(once, given, later)).toEqual(once);
      }),
    );
  });
});
