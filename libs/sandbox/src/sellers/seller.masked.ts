import { masked } from './credentials.js';
import type { ApiKey, Seller } from './seller.js';

/** Whether secrets are shown. */
export interface RevealOptions {
  /** True shows secrets as they are; left out or false, they are masked: `••••_key`. */
  readonly reveal?: boolean | undefined;
}

/** A seller as it may be shown. */
export function shownSeller(seller: Seller, { reveal = false }: RevealOptions = {}): Seller {
  if (reveal) return seller;
  return {
    ...seller,
    webhookSecret: masked(seller.webhookSecret),
    apiKeys: seller.apiKeys.map((apiKey) => shownApiKey(apiKey)),
  };
}

/** A key as it may be shown. */
export function shownApiKey(apiKey: ApiKey, { reveal = false }: RevealOptions = {}): ApiKey {
  return reveal ? apiKey : { ...apiKey, key: masked(apiKey.key) };
}
