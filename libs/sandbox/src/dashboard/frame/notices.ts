/** What can be said after an action, by the word that the address carries: no address can make the page say else. */
const NOTICES = {
  forced: 'Done, as if the customer had done it. The webhook leaves by itself.',
  resent: 'Sent again, the very same bytes. The answer is the last attempt.',
  triggered: 'Sent. The answer is below.',
  'key-created': 'Key created. Both keys work until you revoke one.',
  'key-rotated': 'Key rotated: the old one is refused from now on.',
  'key-revoked': 'Key revoked: calls with it are refused from now on.',
  'secret-rotated': 'Secret rotated: webhooks carry the new one from now on.',
  'endpoint-saved': 'Endpoint saved. Webhooks go there from now on.',
  'gateway-saved': 'Gateway saved.',
  'seller-created': 'Seller created, with a key and a webhook secret of its own.',
  'fault-added': 'Fault added. It befalls the next that comes.',
  'fault-removed': 'Fault removed.',
  'faults-cleared': 'No fault stands any more.',
  turned: 'The clock is turned. All that fell due on the way is done.',
  frozen: 'The clock stands still.',
  released: 'The clock goes on.',
  reset: 'Everything is forgotten, and the clock shows real time.',
} as const;

export type Notice = keyof typeof NOTICES;

/** The words for what the address says was done; null when it says nothing that is known. */
export function noticeOf(word: unknown): string | null {
  return typeof word === 'string' && Object.hasOwn(NOTICES, word) ? NOTICES[word as Notice] : null;
}
