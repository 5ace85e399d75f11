import type { Seller } from './seller.js';

/** What two sellers claim for themselves, in words that say what to do; null when nothing is. */
export function sellerConflict(sellers: readonly Seller[]): string | null {
  const names = new Set<string>();
  const owners = new Map<string, string>();
  for (const { name, apiKeys } of sellers) {
    if (names.has(name))
      return `There are two sellers named ${JSON.stringify(name)}; give one of them another name.`;
    names.add(name);
    for (const { label, key } of apiKeys) {
      const owner = owners.get(key);
      const here = `${JSON.stringify(label)} of ${JSON.stringify(name)}`;
      if (owner !== undefined) {
        return `The API keys ${owner} and ${here} are the same; give each its own.`;
      }
      owners.set(key, here);
    }
  }
  return null;
}
