import { Injectable, Logger } from '@nestjs/common';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxNotFoundError, SandboxRequestError } from '../sandbox.errors.js';
import { SandboxOptions } from '../sandbox.options.js';
import { checked } from '../validation/checked.js';
import { credentials, shownApiKey, shownSeller } from './credentials.js';
import type { ApiKey, Seller } from './seller.js';
import { isLive } from './seller.js';
import { changedSeller, newApiKey, newSeller, withChangedKey } from './seller.change.js';
import { sellerConflict } from './seller.conflict.js';
import type { RevealOptions } from './seller.fields.js';
import { NewApiKey, NewSeller, NewWebhookSecret, SellerChange } from './seller.fields.js';
import { SellerRegistry } from './seller.registry.js';

/** What can be done to sellers in code; see {@link Sellers}. */
export type SandboxSellers = Omit<
  Pick<Sellers, keyof Sellers>,
  'connect' | 'default' | 'updateDefault'
>;

/**
 * The sellers of the sandbox. A change is visible at once, and resolves once it is saved. Secrets are masked, unless
 * they are new or were asked for with `reveal: true`.
 *
 * Every method throws a SandboxNotFoundError for an unknown seller or key, and a SandboxRequestError that names the
 * invalid field; then nothing changes.
 */
@Injectable()
export class Sellers {
  readonly #logger = new Logger(Sellers.name);

  constructor(
    private readonly activity: Activity,
    private readonly clock: SandboxClock,
    private readonly journal: Journal,
    private readonly options: SandboxOptions,
    private readonly registry: SellerRegistry,
  ) {}

  /** Oldest first. */
  list(options?: RevealOptions): readonly Seller[] {
    return this.registry.list().map((seller) => shownSeller(seller, options));
  }

  get(sellerId: string, options?: RevealOptions): Seller {
    return shownSeller(this.registry.get(sellerId), options);
  }

  /** The seller of the sandbox's own options, with its secrets. */
  get default(): Seller {
    return this.registry.default;
  }

  /** Adds a seller with one API key, and returns it with its secrets. */
  async create(request: NewSeller): Promise<Seller> {
    const fields = checked(NewSeller, request);
    const seller = newSeller(fields, this.options.minimumAmount, this.clock.now());
    await this.#put(seller, 'added');
    return seller;
  }

  /** Changes settings. What is left out does not change. */
  async update(sellerId: string, change: SellerChange): Promise<Seller> {
    const seller = changedSeller(this.registry.get(sellerId), checked(SellerChange, change));
    await this.#put(seller, 'changed');
    return shownSeller(seller);
  }

  /** Changes settings of the default seller without waiting until they are saved. */
  updateDefault(change: SellerChange): void {
    const seller = changedSeller(this.registry.default, checked(SellerChange, change));
    this.#put(seller, 'changed').catch((error: unknown) => this.#logger.error(error));
  }

  /**
   * Sets the default seller's webhook URL and keeps it over resets: a shop under test knows its URL only once it
   * listens.
   */
  connect(webhookUrl: string | null): void {
    this.updateDefault({ webhookUrl });
    this.registry.connect(webhookUrl);
  }

  /** Adds an API key, and returns it with its value. */
  async createKey(sellerId: string, request: NewApiKey): Promise<ApiKey> {
    const seller = this.registry.get(sellerId);
    const added = newApiKey(checked(NewApiKey, request).label, this.clock.now());
    const apiKeys = [...seller.apiKeys, added];
    await this.#put({ ...seller, apiKeys }, `has the new API key ${JSON.stringify(added.label)}`);
    return added;
  }

  /** Replaces a key with a new one, and returns the new one with its value. The old key is refused from now on. */
  async rotateKey(sellerId: string, keyId: string): Promise<ApiKey> {
    const seller = this.registry.get(sellerId);
    const old = liveKey(seller, keyId);
    const now = this.clock.now();
    const added = newApiKey(old.label, now);
    const { apiKeys } = withChangedKey(seller, { ...old, revokedAt: now });
    const rotated = { ...seller, apiKeys: [...apiKeys, added] };
    await this.#put(rotated, `has its API key ${JSON.stringify(old.label)} rotated`);
    return added;
  }

  /** Revokes a key: it is refused from now on and cannot be restored. */
  async revokeKey(sellerId: string, keyId: string): Promise<ApiKey> {
    const seller = this.registry.get(sellerId);
    const revoked = { ...liveKey(seller, keyId), revokedAt: this.clock.now() };
    await this.#put(
      withChangedKey(seller, revoked),
      `has its API key ${JSON.stringify(revoked.label)} revoked`,
    );
    return shownApiKey(revoked);
  }

  /**
   * Replaces the webhook secret, and returns the new one. Everything sent from now on has it, including planned attempts
   * and resends.
   */
  async rotateWebhookSecret(sellerId: string, request: NewWebhookSecret = {}): Promise<string> {
    const seller = this.registry.get(sellerId);
    const { webhookSecret = credentials.webhookSecret() } = checked(NewWebhookSecret, request);
    await this.#put({ ...seller, webhookSecret }, 'has its webhook secret rotated');
    return webhookSecret;
  }

  async #put(seller: Seller, what: string): Promise<void> {
    const others = this.registry.list().filter(({ id }) => id !== seller.id);
    const conflict = sellerConflict([...others, seller]);
    if (conflict !== null) throw new SandboxRequestError(conflict);
    const kept = this.registry.put(seller);
    this.journal.write('seller', `${seller.name} ${what}`);
    await kept;
    this.activity.tell({ kind: 'settings' });
  }
}

function liveKey({ apiKeys }: Seller, keyId: string): ApiKey {
  const apiKey = apiKeys.find(({ id }) => id === keyId);
  if (apiKey === undefined) {
    const ids = apiKeys.map(({ id }) => id).join(', ') || 'none';
    throw new SandboxNotFoundError(
      `The seller has no API key ${JSON.stringify(keyId)}; there are ${ids}.`,
    );
  }
  if (isLive(apiKey)) return apiKey;
  throw new SandboxRequestError(
    `The API key ${JSON.stringify(apiKey.label)} (${keyId}) is revoked for good; create a new one.`,
  );
}
