import { masked, shownSeller } from './credentials.js';
import type { Seller } from './seller.js';

const at = new Date('2026-01-31T12:00:00Z');
const seller: Seller = {
  id: 'default',
  name: 'Acme',
  gatewayActive: true,
  minimumAmount: '1.00',
  webhookUrl: null,
  webhookSecret: 'whsec_0123456789',
  createdAt: at,
  apiKeys: [
    {
      id: 'key_1',
      label: 'CI',
      key: 'key_0123456789',
      createdAt: at,
      lastUsedAt: null,
      revokedAt: null,
    },
  ],
};

describe('a secret that is shown', () => {
  it('has its last characters alone, and none where few would stay hidden', () => {
    expect(masked('sandbox_api_key')).toBe('••••_key');
    expect(masked('0123456789ab')).toBe('••••89ab');
    expect(masked('0123456789a')).toBe('••••');
    expect(masked('')).toBe('••••');
  });

  it('is masked in a seller and its keys, and nothing else is changed', () => {
    expect(shownSeller(seller)).toEqual({
      ...seller,
      webhookSecret: '••••6789',
      apiKeys: [{ ...seller.apiKeys[0], key: '••••6789' }],
    });
    expect(shownSeller(seller, { reveal: true })).toEqual(seller);
  });
});
