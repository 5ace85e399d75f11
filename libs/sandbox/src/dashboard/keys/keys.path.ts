import { VIEWS } from '../dashboard.path.js';

/** Where a seller's forms are sent. */
export function sellerAction(sellerId: string, action: string): string {
  return `${VIEWS.keys.path}/${encodeURIComponent(sellerId)}/${action}`;
}

/** Where an API key's forms are sent. */
export function keyAction(sellerId: string, keyId: string, action: string): string {
  return sellerAction(sellerId, `keys/${encodeURIComponent(keyId)}/${action}`);
}
