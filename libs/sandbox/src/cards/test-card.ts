import type { CardOutcome } from '../payments/payment.js';

/** What the acquirer answers to a card. */
export type AcquirerAnswer =
  | CardOutcome
  /** The bank asks the customer first (3-D Secure); a completed challenge leads to `completed`. */
  | { readonly kind: 'challenge'; readonly completed: CardOutcome };

/** What happens when a test card is paid with. */
export type TestCardOutcome =
  | AcquirerAnswer
  /** The check digit is wrong, so the form refuses the number and sends nothing to the acquirer. */
  | { readonly kind: 'wrong_number' };

/** A card that the sandbox knows. */
export interface TestCard {
  /** Digits only. */
  readonly number: string;
  readonly brand: string;
  /** What the card does, in the words of the table on the checkout page. */
  readonly title: string;
  readonly outcome: TestCardOutcome;
}
