import { Injectable } from '@nestjs/common';
import type { ApiKey, Seller } from './seller.js';
import type { NewApiKey, NewSeller, NewWebhookSecret, SellerChange } from './seller.fields.js';
import type { RevealOptions } from './seller.masked.js';
import { shownApiKey, shownSeller } from './seller.masked.js';
import { Sellers } from './sellers.service.js';

/**
 * Who is paid. Secrets are masked, unless they are asked for with `reveal: true` or new.
 *
 * Every method throws a SandboxNotFoundError for a seller or key that is not there, and a SandboxRequestError that names
 * the field that cannot be used.
 */
export interface SandboxSellers {
  /** Oldest first. */
  list(options?: RevealOptions): readonly Seller[];
  get(sellerId: string, options?: RevealOptions): Seller;
  /** Adds a seller with one API key, and returns it with its secrets. */
  create(request: NewSeller): Promise<Seller>;
  /** Changes settings; what is left out stays. */
  update(sellerId: string, change: SellerChange): Promise<Seller>;
  /** Adds an API key, and returns it with its value. */
  createKey(sellerId: string, request: NewApiKey): Promise<ApiKey>;
  /** Puts a new key in the place of one, which is refused from now on, and returns the new one with its value. */
  rotateKey(sellerId: string, keyId: string): Promise<ApiKey>;
  /** Makes a key one that is refused from now on, for good. */
  revokeKey(sellerId: string, keyId: string): Promise<ApiKey>;
  /** Puts a new webhook secret in the place of the one there is, and returns the new one. */
  rotateWebhookSecret(sellerId: string, request?: NewWebhookSecret): Promise<string>;
}

/** Everything that can be done to sellers, with secrets in sight where they are asked for or new, and nowhere else. */
@Injectable()
export class MaskedSellers implements SandboxSellers {
  constructor(private readonly sellers: Sellers) {}

  list(options?: RevealOptions): readonly Seller[] {
    return this.sellers.list().map((seller) => shownSeller(seller, options));
  }

  get(sellerId: string, options?: RevealOptions): Seller {
    return shownSeller(this.sellers.get(sellerId), options);
  }

  create(request: NewSeller): Promise<Seller> {
    return this.sellers.create(request);
  }

  async update(sellerId: string, change: SellerChange): Promise<Seller> {
    return shownSeller(await this.sellers.update(sellerId, change));
  }

  createKey(sellerId: string, request: NewApiKey): Promise<ApiKey> {
    return this.sellers.createKey(sellerId, request);
  }

  rotateKey(sellerId: string, keyId: string): Promise<ApiKey> {
    return this.sellers.rotateKey(sellerId, keyId);
  }

  async revokeKey(sellerId: string, keyId: string): Promise<ApiKey> {
    return shownApiKey(await this.sellers.revokeKey(sellerId, keyId));
  }

  rotateWebhookSecret(sellerId: string, request?: NewWebhookSecret): Promise<string> {
    return this.sellers.rotateWebhookSecret(sellerId, request);
  }
}
