import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { KnownSecrets } from '../journal/known-secrets.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxNotFoundError, SandboxOptionsError } from '../sandbox.errors.js';
import { SandboxOptions } from '../sandbox.options.js';
import { digest } from './credentials.js';
import type { ApiKey, Seller } from './seller.js';
import { DEFAULT_SELLER_ID, isLive } from './seller.js';
import { baseline } from './seller.baseline.js';
import { sellerConflict } from './seller.conflict.js';
import { SellerStore } from './seller.store.js';

const USE_IS_KEPT_EVERY_MS = 60_000;

/**
 * The sellers there are. They are read from memory, since every call, line and webhook asks for them, and written down
 * one change after the other.
 */
@Injectable()
export class SellerRegistry implements BeforeApplicationShutdown {
  readonly #logger = new Logger(SellerRegistry.name);
  #sellers = new Map<string, Seller>();
  #liveKeys = new Map<string, { readonly seller: Seller; readonly apiKey: ApiKey }>();
  #writes: Promise<void> = Promise.resolve();
  /** The default seller's endpoint, if it was connected since the start. */
  #connected: { readonly webhookUrl: string | null } | undefined;

  constructor(
    private readonly clock: SandboxClock,
    private readonly options: SandboxOptions,
    private readonly secrets: KnownSecrets,
    private readonly store: SellerStore,
  ) {}

  /**
   * Begins with the sellers of an earlier run, the seed file and the options.
   *
   * @throws {SandboxOptionsError} when two of them do not go together.
   */
  async start(): Promise<void> {
    await this.#begin(await this.store.all());
  }

  /** Goes back to the seed file and the options, with no other seller. */
  async startOver(): Promise<void> {
    await this.#begin([]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#writes;
  }

  /** Oldest first. */
  list(): readonly Seller[] {
    return [...this.#sellers.values()];
  }

  /** @throws {SandboxNotFoundError} when there is no such seller. */
  get(id: string): Seller {
    const seller = this.#sellers.get(id);
    if (seller !== undefined) return seller;
    throw new SandboxNotFoundError(
      `There is no seller ${JSON.stringify(id)}; there are ${[...this.#sellers.keys()].join(', ')}.`,
    );
  }

  /** What customers know a seller by; its id once it is gone. */
  nameOf(id: string): string {
    return this.#sellers.get(id)?.name ?? id;
  }

  /** The seller that the sandbox's own options are of. */
  get default(): Seller {
    return this.get(DEFAULT_SELLER_ID);
  }

  /** Who makes a call with this API key, which counts as its use; null when the key is nobody's, or revoked. */
  authenticate(key: string): Seller | null {
    const found = this.#liveKeys.get(digest(key));
    if (found === undefined) return null;
    const { seller, apiKey } = found;
    const now = this.clock.now();
    const last = apiKey.lastUsedAt?.getTime() ?? -Infinity;
    if (Math.abs(now.getTime() - last) < USE_IS_KEPT_EVERY_MS) return seller;
    const used = { ...apiKey, lastUsedAt: now };
    const apiKeys = seller.apiKeys.map((other) => (other === apiKey ? used : other));
    this.put({ ...seller, apiKeys }).catch((error: unknown) => this.#logger.error(error));
    return seller;
  }

  /** Adds a seller or takes the place of the one with its id: at once in memory, resolved once it is written down. */
  put(seller: Seller): Promise<void> {
    this.#sellers.set(seller.id, seller);
    this.#index();
    return this.#write(() => this.store.save(seller));
  }

  /** Makes an endpoint the default seller's for good, as if the sandbox had been started with it. */
  connect(webhookUrl: string | null): void {
    this.#connected = { webhookUrl };
  }

  async #begin(kept: readonly Seller[]): Promise<void> {
    const { setByHand, ...options } = this.#options();
    const connected = this.#connected !== undefined;
    const sellers = baseline(
      kept,
      { ...options, setByHand: connected ? new Set([...setByHand, 'webhookUrl']) : setByHand },
      this.clock.now(),
    );
    const conflict = sellerConflict(sellers);
    if (conflict !== null) {
      throw new SandboxOptionsError(
        `${conflict} Look at the options, the seed file and the data folder.`,
      );
    }
    this.#sellers = new Map(sellers.map((seller) => [seller.id, seller]));
    this.#index();
    await this.#write(() => this.store.replaceAll(sellers));
  }

  #options() {
    const { apiKey, webhookSecret, webhookUrl, minimumAmount, gatewayActive, seed, setByHand } =
      this.options;
    return {
      apiKey,
      webhookSecret,
      webhookUrl,
      minimumAmount,
      gatewayActive,
      seed,
      setByHand,
      ...this.#connected,
    };
  }

  #index(): void {
    const owned = this.list().flatMap((seller) =>
      seller.apiKeys.map((apiKey) => ({ seller, apiKey })),
    );
    this.#liveKeys = new Map(
      owned.filter(({ apiKey }) => isLive(apiKey)).map((own) => [digest(own.apiKey.key), own]),
    );
    this.secrets.add(...this.list().map(({ webhookSecret }) => webhookSecret));
    this.secrets.add(...owned.map(({ apiKey }) => apiKey.key));
  }

  #write(action: () => Promise<void>): Promise<void> {
    const written = this.#writes.then(action);
    this.#writes = written.catch(() => {});
    return written;
  }
}
