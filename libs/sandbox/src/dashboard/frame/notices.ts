/**
 * The messages after an action, by the word that the address carries in `done`. The page shows no other text, whatever
 * an address says.
 */
export const NOTICES = {
  forced: 'Done, as if the customer had done it. The webhook is sent automatically.',
  resent: 'Sent again with exactly the same bytes. The last attempt shows the response.',
  triggered: 'Webhook sent. See the response below.',
  'key-created': 'API key created. Existing keys keep working until you revoke them.',
  'key-rotated': 'API key rotated. The old key no longer works.',
  'key-revoked': 'API key revoked. Calls that use it are rejected.',
  'secret-rotated': 'Webhook secret rotated. Webhooks now carry the new secret.',
  'endpoint-saved': 'Endpoint saved. New webhooks are sent there.',
  'gateway-saved': 'Gateway settings saved.',
  'seller-created': 'Seller created, with its own API key and webhook secret.',
  'fault-added': 'Fault added.',
  'fault-removed': 'Fault removed.',
  'faults-cleared': 'All faults removed.',
  advanced: 'Clock advanced. Everything that was due by then has happened.',
  frozen: 'The clock is frozen.',
  released: 'The clock is running again.',
  reset: 'The sandbox was reset, and its clock shows real time.',
} as const;

export type Notice = keyof typeof NOTICES;

/** The message for the word in an address; null when the word is unknown. */
export function noticeOf(word: unknown): string | null {
  return typeof word === 'string' && Object.hasOwn(NOTICES, word) ? NOTICES[word as Notice] : null;
}
