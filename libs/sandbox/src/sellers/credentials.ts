import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ApiKey, Seller } from './seller.js';
import type { RevealOptions } from './seller.fields.js';

/** Generates credentials and ids of sellers. */
export const credentials = {
  apiKey: () => `key_sandbox_${randomBytes(18).toString('base64url')}`,
  webhookSecret: () => `whsec_sandbox_${randomBytes(18).toString('base64url')}`,
  sellerId: () => `seller_${randomUUID()}`,
  apiKeyId: () => `key_${randomUUID()}`,
};

/** Secrets are looked up by their digest, so that the lookup's timing reveals nothing. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}

const SHOWN = 4;

/** A masked secret: only its last characters are shown, and only if enough others stay hidden. */
export function masked(secret: string): string {
  return `••••${secret.length >= SHOWN * 3 ? secret.slice(-SHOWN) : ''}`;
}

/** A seller as it may be shown. */
export function shownSeller(seller: Seller, { reveal = false }: RevealOptions = {}): Seller {
  if (reveal) return seller;
  return {
    ...seller,
    webhookSecret: masked(seller.webhookSecret),
    apiKeys: seller.apiKeys.map(shownApiKey),
  };
}

export function shownApiKey(apiKey: ApiKey): ApiKey {
  return { ...apiKey, key: masked(apiKey.key) };
}
