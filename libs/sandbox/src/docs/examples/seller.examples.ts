import type { ApiKey, Seller } from '../../sellers/seller.js';
import { ENDPOINT, IDS } from './ids.js';

const time = '2026-03-14T09:00:00.000Z';

type ShownApiKey = Readonly<Record<keyof ApiKey, unknown>>;
type ShownSeller = Readonly<Record<Exclude<keyof Seller, 'apiKeys'>, unknown>> & {
  readonly apiKeys: readonly ShownApiKey[];
};

/** A key whose value is hidden. */
export const apiKey = {
  id: IDS.apiKey,
  label: 'Default',
  key: '••••Xk2v',
  createdAt: time,
  lastUsedAt: null,
  revokedAt: null,
};

/** A key that is shown once, when it is made. */
export const newApiKey = { ...apiKey, key: 'key_sandbox_3q8JmWzP5vT1nYc7RbLd0sKf' };

export const revokedApiKey = { ...apiKey, revokedAt: '2026-03-14T09:26:53.589Z' };

/** A seller whose secrets are hidden. */
export const seller = {
  id: IDS.seller,
  name: 'Books',
  gatewayActive: true,
  minimumAmount: '5.00',
  webhookUrl: ENDPOINT,
  webhookSecret: '••••Qd7s',
  createdAt: time,
  apiKeys: [apiKey],
};

/** The seller that is always there, after its first payment. */
export const defaultSeller = {
  id: 'default',
  name: 'Sandbox seller',
  gatewayActive: true,
  minimumAmount: '1.00',
  webhookUrl: ENDPOINT,
  webhookSecret: '••••cret',
  createdAt: time,
  apiKeys: [{ ...apiKey, id: IDS.defaultApiKey, key: '••••_key', lastUsedAt: time }],
};

export const newWebhookSecret = 'whsec_sandbox_8dKfQ2mWzPJ5vT1nYc7RbLs0';

/** A seller that was just added. */
export const newSeller = { ...seller, webhookSecret: newWebhookSecret, apiKeys: [newApiKey] };

/** A key in the gateway's spelling. */
export function asAdminApiKey(key: ShownApiKey) {
  return {
    id: key.id,
    label: key.label,
    key: key.key,
    created_at: key.createdAt,
    last_used_at: key.lastUsedAt,
    revoked_at: key.revokedAt,
  };
}

/** A seller in the gateway's spelling. */
export function asAdminSeller(from: ShownSeller) {
  return {
    id: from.id,
    name: from.name,
    gateway_active: from.gatewayActive,
    minimum_amount: from.minimumAmount,
    webhook_url: from.webhookUrl,
    webhook_secret: from.webhookSecret,
    created_at: from.createdAt,
    api_keys: from.apiKeys.map(asAdminApiKey),
  };
}
