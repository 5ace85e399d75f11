import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { KnownSecrets } from '../journal/known-secrets.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxNotFoundError, SandboxOptionsError } from '../sandbox.errors.js';
import type { SellerOption } from '../sandbox.options.js';
import { SandboxOptions } from '../sandbox.options.js';
import { digest } from './credentials.js';
import { baseline } from './seller.baseline.js';
import { sellerConflict } from './seller.conflict.js';
import type { ApiKey, Seller } from './seller.js';
import { DEFAULT_SELLER_ID, isLive } from './seller.js';
import { SellerStore } from './seller.store.js';

const USE_IS_SAVED_EVERY_MS = 60_000;

/** The sellers. They are read from memory, because every call, line and webhook needs them, and saved one by one. */
@Injectable()
export class SellerRegistry implements BeforeApplicationShutdown {
  readonly #logger = new Logger(SellerRegistry.name);
  #sellers = new Map<string, Seller>();
  #liveKeys = new Map<string, { readonly seller: Seller; readonly apiKey: ApiKey }>();
  #writes: Promise<void> = Promise.resolve();
  /** The default seller's webhook URL, if it was connected since the start. */
  #connectedUrl: string | null | undefined;

  constructor(
    private readonly clock: SandboxClock,
    private readonly options: SandboxOptions,
    private readonly secrets: KnownSecrets,
    private readonly store: SellerStore,
  ) {}

  /**
   * Loads the stored sellers and applies the seed file and the options.
   *
   * @throws {SandboxOptionsError} when two sellers have the same name or API key.
   */
  async start(): Promise<void> {
    await this.#begin(await this.store.all());
  }

  /** Returns to the sellers of the seed file and the options. */
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

  /** A seller's name; its id if it no longer exists. */
  nameOf(id: string): string {
    return this.#sellers.get(id)?.name ?? id;
  }

  /** The seller of the sandbox's own options. */
  get default(): Seller {
    return this.get(DEFAULT_SELLER_ID);
  }

  /** The seller that an API key belongs to, which counts as a use of the key; null when it is unknown or revoked. */
  authenticate(key: string): Seller | null {
    const found = this.#liveKeys.get(digest(key));
    if (found === undefined) return null;
    const { seller, apiKey } = found;
    const now = this.clock.now();
    const last = apiKey.lastUsedAt?.getTime() ?? -Infinity;
    if (Math.abs(now.getTime() - last) < USE_IS_SAVED_EVERY_MS) return seller;
    const used = { ...apiKey, lastUsedAt: now };
    const apiKeys = seller.apiKeys.map((other) => (other === apiKey ? used : other));
    this.put({ ...seller, apiKeys }).catch((error: unknown) => this.#logger.error(error));
    return seller;
  }

  /** Adds or replaces a seller, at once in memory. Resolves once it is saved. */
  put(seller: Seller): Promise<void> {
    this.#sellers.set(seller.id, seller);
    this.#index();
    return this.#write(() => this.store.save(seller));
  }

  /** Keeps a webhook URL for the default seller over resets, as if the sandbox had been started with it. */
  connect(webhookUrl: string | null): void {
    this.#connectedUrl = webhookUrl;
  }

  async #begin(stored: readonly Seller[]): Promise<void> {
    const { apiKey, webhookSecret, webhookUrl, minimumAmount, gatewayActive, seed, setByHand } =
      this.options;
    const options = {
      apiKey,
      webhookSecret,
      webhookUrl,
      minimumAmount,
      gatewayActive,
      seed,
      setByHand,
      ...(this.#connectedUrl !== undefined && {
        webhookUrl: this.#connectedUrl,
        setByHand: new Set<SellerOption>([...setByHand, 'webhookUrl']),
      }),
    };
    const sellers = baseline(stored, options, this.clock.now());
    const conflict = sellerConflict(sellers);
    if (conflict !== null) {
      throw new SandboxOptionsError(
        `${conflict} Check the options, the seed file and the data folder.`,
      );
    }
    this.#sellers = new Map(sellers.map((seller) => [seller.id, seller]));
    this.#index();
    await this.#write(() => this.store.replaceAll(sellers));
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
