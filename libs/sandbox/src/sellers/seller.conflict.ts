import type { Seller } from './seller.js';

/** Why sellers cannot exist together: two have the same name or the same API key. Null when they can. */
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
