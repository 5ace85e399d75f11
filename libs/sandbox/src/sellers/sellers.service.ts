import { Injectable, Logger } from '@nestjs/common';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxNotFoundError, SandboxRequestError } from '../sandbox.errors.js';
import { SandboxOptions } from '../sandbox.options.js';
import { checked } from '../validation/checked.js';
import { credentials } from './credentials.js';
import type { ApiKey, Seller } from './seller.js';
import { isLive } from './seller.js';
import { changedSeller, newApiKey, newSeller, withChangedKey } from './seller.change.js';
import { sellerConflict } from './seller.conflict.js';
import { NewApiKey, NewSeller, NewWebhookSecret, SellerChange } from './seller.fields.js';
import { SellerRegistry } from './seller.registry.js';

/**
 * Changes sellers. A change is visible at once, and resolves once it is saved. Requests are validated, because they may
 * come over the wire; results contain secrets, which are masked where they are shown.
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
  list(): readonly Seller[] {
    return this.registry.list();
  }

  /** @throws {SandboxNotFoundError} when there is no such seller. */
  get(id: string): Seller {
    return this.registry.get(id);
  }

  /** The seller of the sandbox's own options. */
  get default(): Seller {
    return this.registry.default;
  }

  /**
   * Adds a seller with one API key.
   *
   * @throws {SandboxRequestError} naming the field that cannot be used, or the name that is taken.
   */
  async create(request: NewSeller): Promise<Seller> {
    const fields = checked(NewSeller, request);
    const seller = newSeller(fields, this.options.minimumAmount, this.clock.now());
    await this.#put(seller, 'added');
    return seller;
  }

  /**
   * Changes settings of a seller; fields that are left out do not change.
   *
   * @throws {SandboxNotFoundError} when there is no such seller.
   * @throws {SandboxRequestError} naming the field that cannot be used; then nothing changes.
   */
  async update(id: string, change: SellerChange): Promise<Seller> {
    const seller = changedSeller(this.registry.get(id), checked(SellerChange, change));
    await this.#put(seller, 'changed');
    return seller;
  }

  /**
   * Changes settings of the default seller without waiting until they are saved.
   *
   * @throws {SandboxRequestError} naming the field that cannot be used; then nothing changes.
   */
  updateDefault(change: SellerChange): void {
    const seller = changedSeller(this.registry.default, checked(SellerChange, change));
    this.#put(seller, 'changed').catch((error: unknown) => this.#logger.error(error));
  }

  /**
   * Sets the default seller's webhook URL and keeps it over resets: a shop under test knows its URL only once it
   * listens.
   *
   * @throws {SandboxRequestError} when the address cannot be used.
   */
  connect(webhookUrl: string | null): void {
    this.updateDefault({ webhookUrl });
    this.registry.connect(webhookUrl);
  }

  /** Adds an API key. */
  async createKey(sellerId: string, request: NewApiKey): Promise<ApiKey> {
    const seller = this.registry.get(sellerId);
    const added = newApiKey(checked(NewApiKey, request).label, this.clock.now());
    const apiKeys = [...seller.apiKeys, added];
    await this.#put({ ...seller, apiKeys }, `has the new API key ${JSON.stringify(added.label)}`);
    return added;
  }

  /**
   * Replaces a key with a new one and revokes it.
   *
   * @returns the new key.
   * @throws {SandboxNotFoundError} when the seller has no such key.
   * @throws {SandboxRequestError} when the key is revoked.
   */
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

  /**
   * Revokes a key permanently.
   *
   * @throws {SandboxNotFoundError} when the seller has no such key.
   * @throws {SandboxRequestError} when the key is already revoked.
   */
  async revokeKey(sellerId: string, keyId: string): Promise<ApiKey> {
    const seller = this.registry.get(sellerId);
    const revoked = { ...liveKey(seller, keyId), revokedAt: this.clock.now() };
    await this.#put(
      withChangedKey(seller, revoked),
      `has its API key ${JSON.stringify(revoked.label)} revoked`,
    );
    return revoked;
  }

  /**
   * Replaces the webhook secret. Everything sent from now on has the new one, including planned attempts and resends.
   *
   * @returns the new secret.
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
