import { Injectable } from '@nestjs/common';
import { masked } from './credentials.js';
import type { ApiKey, Seller } from './seller.js';
import type {
  NewApiKey,
  NewSeller,
  NewWebhookSecret,
  RevealOptions,
  SellerChange,
} from './seller.fields.js';
import { Sellers } from './sellers.service.js';

/** What can be done to sellers in code; see {@link MaskedSellers}. */
export type SandboxSellers = Pick<MaskedSellers, keyof MaskedSellers>;

/**
 * The sellers of the sandbox. Secrets are masked, unless they are new or were asked for with `reveal: true`.
 *
 * Every method throws a SandboxNotFoundError for an unknown seller or key, and a SandboxRequestError that names the
 * invalid field.
 */
@Injectable()
export class MaskedSellers {
  constructor(private readonly sellers: Sellers) {}

  /** Oldest first. */
  list(options?: RevealOptions): readonly Seller[] {
    return this.sellers.list().map((seller) => shownSeller(seller, options));
  }

  get(sellerId: string, options?: RevealOptions): Seller {
    return shownSeller(this.sellers.get(sellerId), options);
  }

  /** Adds a seller with one API key, and returns it with its secrets. */
  create(request: NewSeller): Promise<Seller> {
    return this.sellers.create(request);
  }

  /** Changes settings. What is left out does not change. */
  async update(sellerId: string, change: SellerChange): Promise<Seller> {
    return shownSeller(await this.sellers.update(sellerId, change));
  }

  /** Adds an API key, and returns it with its value. */
  createKey(sellerId: string, request: NewApiKey): Promise<ApiKey> {
    return this.sellers.createKey(sellerId, request);
  }

  /** Replaces a key by a new one, and returns the new one with its value. The old key is refused from now on. */
  rotateKey(sellerId: string, keyId: string): Promise<ApiKey> {
    return this.sellers.rotateKey(sellerId, keyId);
  }

  /** Revokes a key: it is refused from now on and cannot be restored. */
  async revokeKey(sellerId: string, keyId: string): Promise<ApiKey> {
    return shownApiKey(await this.sellers.revokeKey(sellerId, keyId));
  }

  /** Replaces the webhook secret, and returns the new one. */
  rotateWebhookSecret(sellerId: string, request?: NewWebhookSecret): Promise<string> {
    return this.sellers.rotateWebhookSecret(sellerId, request);
  }
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

function shownApiKey(apiKey: ApiKey): ApiKey {
  return { ...apiKey, key: masked(apiKey.key) };
}
