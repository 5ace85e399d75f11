/** What a webhook, an order status or the clock says about a payment. */
export type Outcome =
  | 'succeeded'
  /** Declined or expired: the documented webhook doesn't say which (docs/gateway-api.md, Webhooks). */
  | 'declined'
  /** Explicitly expired. */
  | 'expired'
  /** The checkout window and the grace period are over, and no outcome has arrived. */
  | 'window_passed';

/** What the gateway itself can say. `pending` changes nothing. */
export type StatedOutcome = Exclude<Outcome, 'window_passed'> | 'pending';

/** A status that the gateway sent. */
export interface StatusWord {
  readonly outcome: StatedOutcome;
  /**
   * Whether the gateway documents this word. Others are read by public integrations; they count only if `success` says
   * the same.
   */
  readonly documented: boolean;
}

const DOCUMENTED: Readonly<Record<StatedOutcome, readonly string[]>> = {
  succeeded: ['paymentsucceeded', 'paid'],
  declined: ['paymentdeclined', 'declined'],
  expired: ['paymentexpired', 'expired'],
  pending: ['pending'],
};

/** Other words that public integrations read (docs/gateway-api.md, What the contract leaves open, 5). */
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
 * Reads a status, whatever its case and separators: `payment.succeeded`, `payment_succeeded` and `Payment Succeeded`
 * mean the same.
 *
 * @returns undefined for a word that neither the gateway documents nor its integrations read
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
