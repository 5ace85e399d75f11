import { credentials } from './credentials.js';
import { exactAmount } from './minimum-amount.js';
import type { ApiKey, Seller } from './seller.js';
import type { NewSeller, SellerChange } from './seller.fields.js';

/**
 * A seller with one API key.
 *
 * @param minimumAmount where the request names none.
 */
export function newSeller(request: NewSeller, minimumAmount: string, now: Date): Seller {
  return {
    id: credentials.sellerId(),
    name: request.name,
    gatewayActive: request.gatewayActive ?? true,
    minimumAmount: exactAmount(request.minimumAmount ?? minimumAmount),
    webhookUrl: request.webhookUrl ?? null,
    webhookSecret: request.webhookSecret ?? credentials.webhookSecret(),
    createdAt: now,
    apiKeys: [newApiKey('Default', now)],
  };
}

/** A seller with settings changed; what is left out stays. */
export function changedSeller(before: Seller, change: SellerChange): Seller {
  const { name, gatewayActive, minimumAmount, webhookUrl } = change;
  return {
    ...before,
    name: name ?? before.name,
    gatewayActive: gatewayActive ?? before.gatewayActive,
    minimumAmount: minimumAmount === undefined ? before.minimumAmount : exactAmount(minimumAmount),
    webhookUrl: webhookUrl === undefined ? before.webhookUrl : webhookUrl,
  };
}

/** A key that nobody has. */
export function newApiKey(label: string, now: Date): ApiKey {
  return {
    id: credentials.apiKeyId(),
    label,
    key: credentials.apiKey(),
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
  };
}

/** A seller with one of its keys changed. */
export function withChangedKey(seller: Seller, changed: ApiKey): Seller {
  const apiKeys = seller.apiKeys.map((key) => (key.id === changed.id ? changed : key));
  return { ...seller, apiKeys };
}
