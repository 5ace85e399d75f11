import { createHash } from 'node:crypto';
import type { SandboxOptions } from '../sandbox.options.js';
import type { SeedSeller } from '../seed/seed.document.js';
import { exactAmount } from './minimum-amount.js';
import type { ApiKey, Seller } from './seller.js';
import { DEFAULT_SELLER_ID, DEFAULT_SELLER_NAME } from './seller.js';

/** The options that affect sellers. */
export type BaselineOptions = Pick<
  SandboxOptions,
  | 'apiKey'
  | 'webhookSecret'
  | 'webhookUrl'
  | 'minimumAmount'
  | 'gatewayActive'
  | 'seed'
  | 'setByHand'
>;

/**
 * The sellers that a sandbox starts with: the stored ones, changed by the seed file, and then for the default seller by
 * the options that were given.
 */
export function baseline(stored: readonly Seller[], options: BaselineOptions, now: Date): Seller[] {
  const sellers = new Map(stored.map((seller) => [seller.id, seller]));
  const entries = options.seed?.sellers ?? [];
  const first = sellers.get(DEFAULT_SELLER_ID) ?? defaultSeller(entries, options, now);
  sellers.set(first.id, first);
  for (const entry of entries) {
    const before = sellerOf(entry, entries, [...sellers.values()]);
    const seller = seeded(entry, before, options, now);
    sellers.set(seller.id, seller);
  }
  const ownOptions = withOptions(sellers.get(first.id) ?? first, options, now);
  return [...sellers.set(first.id, ownOptions).values()];
}

function defaultSeller(
  entries: readonly SeedSeller[],
  options: BaselineOptions,
  now: Date,
): Seller {
  const { gatewayActive, minimumAmount, webhookUrl, webhookSecret, apiKey } = options;
  const hasKeysFromSeed = entries.some(
    ({ id, apiKeys }) => id === DEFAULT_SELLER_ID && apiKeys !== undefined,
  );
  const seller = {
    id: DEFAULT_SELLER_ID,
    name: DEFAULT_SELLER_NAME,
    gatewayActive,
    minimumAmount,
    webhookUrl,
    webhookSecret,
    createdAt: now,
    apiKeys: [],
  };
  return hasKeysFromSeed ? seller : withKey(seller, 'Default', apiKey, now);
}

/** The seller of a seed entry: by its id, or else by its name, unless another entry has that seller's id. */
function sellerOf(
  entry: SeedSeller,
  entries: readonly SeedSeller[],
  sellers: readonly Seller[],
): Seller | undefined {
  if (entry.id !== undefined) return sellers.find(({ id }) => id === entry.id);
  const claimed = new Set(entries.map(({ id }) => id));
  return sellers.find(({ id, name }) => name === entry.name && !claimed.has(id));
}

function seeded(
  entry: SeedSeller,
  before: Seller | undefined,
  options: BaselineOptions,
  now: Date,
): Seller {
  const { gatewayActive, minimumAmount, webhookUrl, webhookSecret, apiKeys = [] } = entry;
  const seller: Seller = {
    id: before?.id ?? entry.id ?? stableId('seller', entry.name),
    name: entry.name,
    gatewayActive: gatewayActive ?? before?.gatewayActive ?? true,
    minimumAmount:
      minimumAmount === undefined
        ? (before?.minimumAmount ?? options.minimumAmount)
        : exactAmount(minimumAmount),
    webhookUrl: webhookUrl === undefined ? (before?.webhookUrl ?? null) : webhookUrl,
    webhookSecret: webhookSecret ?? before?.webhookSecret ?? options.webhookSecret,
    createdAt: before?.createdAt ?? now,
    apiKeys: before?.apiKeys ?? [],
  };
  return apiKeys.reduce((on, { label, key }) => withKey(on, label, key, now), seller);
}

function withOptions(seller: Seller, options: BaselineOptions, now: Date): Seller {
  const { setByHand } = options;
  const own: Seller = {
    ...seller,
    ...(setByHand.has('gatewayActive') && { gatewayActive: options.gatewayActive }),
    ...(setByHand.has('minimumAmount') && { minimumAmount: options.minimumAmount }),
    ...(setByHand.has('webhookUrl') && { webhookUrl: options.webhookUrl }),
    ...(setByHand.has('webhookSecret') && { webhookSecret: options.webhookSecret }),
  };
  return setByHand.has('apiKey') ? withKey(own, 'Default', options.apiKey, now) : own;
}

/** The seller with a valid key under a label, which replaces the key that was set under it before. */
function withKey(seller: Seller, label: string, key: string, now: Date): Seller {
  const id = stableId('key', `${seller.id}/${label}`);
  const before = seller.apiKeys.find((candidate) => candidate.id === id);
  if (before === undefined) {
    const added = { id, label, key, createdAt: now, lastUsedAt: null, revokedAt: null };
    return { ...seller, apiKeys: [...seller.apiKeys, added] };
  }
  const set: ApiKey = { ...before, label, key, revokedAt: null };
  return { ...seller, apiKeys: seller.apiKeys.map((other) => (other.id === id ? set : other)) };
}

/** An id that is the same at each start and after each reset, so that tests can rely on it. */
function stableId(kind: 'seller' | 'key', name: string): string {
  return `${kind}_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
