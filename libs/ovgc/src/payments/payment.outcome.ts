/** What a webhook, an order status or the clock says of a payment. */
export type Outcome =
  | 'succeeded'
  /** Declined or expired: the documented webhook doesn't say which (docs/gateway-api.md, Webhooks). */
  | 'declined'
  /** Expired, in so many words. */
  | 'expired'
  /** Nothing was said, and the checkout window and the grace period are over. */
  | 'window_passed';

/** What the gateway itself can say. `pending` moves nothing. */
export type StatedOutcome = Exclude<Outcome, 'window_passed'> | 'pending';

/** A status that was read off the wire. */
export interface StatusWord {
  readonly outcome: StatedOutcome;
  /** Whether the gateway documents this word. Others were seen in integrations of it, and need a second field to agree. */
  readonly documented: boolean;
}

const DOCUMENTED: Readonly<Record<StatedOutcome, readonly string[]>> = {
  succeeded: ['paymentsucceeded', 'paid'],
  declined: ['paymentdeclined', 'declined'],
  expired: ['paymentexpired', 'expired'],
  pending: ['pending'],
};

/** Spellings that integrations of the gateway read (docs/gateway-api.md, What the contract leaves open, 5). */
const SEEN: Readonly<Record<StatedOutcome, readonly string[]>> = {
  succeeded: ['succeeded', 'success', 'paymentsuccess', 'completed', 'captured'],
  declined: ['failed', 'paymentfailed', 'cancelled', 'canceled'],
  expired: [],
  pending: [],
};

const WORDS: ReadonlyMap<string, StatusWord> = new Map([
  ...wordsOf(DOCUMENTED, true),
  ...wordsOf(SEEN, false),
]);

/**
 * Reads a status by its letters alone: `payment.succeeded`, `payment_succeeded` and `Payment Succeeded` are one word.
 *
 * @returns undefined for a word that neither the gateway's documentation nor its integrations know
 */
export function statusWord(value: unknown): StatusWord | undefined {
  if (typeof value !== 'string') return undefined;
  return WORDS.get(value.toLowerCase().replace(/[\s._-]+/g, ''));
}

function wordsOf(
  words: Readonly<Record<StatedOutcome, readonly string[]>>,
  documented: boolean,
): [string, StatusWord][] {
  return (Object.keys(words) as StatedOutcome[]).flatMap((outcome) =>
    words[outcome].map((word): [string, StatusWord] => [word, { outcome, documented }]),
  );
}
