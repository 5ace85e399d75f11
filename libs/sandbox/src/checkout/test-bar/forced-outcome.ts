import type { TestCard } from '../../cards/test-card.js';
import { TEST_CARDS } from '../../cards/test-cards.js';
import type { CardOutcome, CardSummary, DeclineReason } from '../../payments/payment.js';

/** What a button of the test bar makes of a payment. */
export type ForcedOutcome =
  | { readonly kind: 'settle'; readonly card: CardSummary; readonly outcome: CardOutcome }
  | { readonly kind: 'expire' }
  | { readonly kind: 'cancel' };

/** How a button of the test bar is labelled, and what its form says when it is pressed. */
export interface OutcomeButton {
  readonly value: string;
  readonly label: string;
}

/** A payment that is forced stands as if its test card had been typed. */
const DECLINES: Readonly<Record<DeclineReason, { label: string; card: TestCard }>> = {
  card_declined: { label: 'By the bank', card: TEST_CARDS.declined },
  insufficient_funds: { label: 'Insufficient funds', card: TEST_CARDS.insufficientFunds },
  lost_card: { label: 'Lost card', card: TEST_CARDS.lost },
  stolen_card: { label: 'Stolen card', card: TEST_CARDS.stolen },
  expired_card: { label: 'Expired card', card: TEST_CARDS.expired },
  incorrect_code: { label: 'Incorrect code', card: TEST_CARDS.incorrectCode },
  processing_error: { label: 'Processing error', card: TEST_CARDS.processingError },
  fraudulent: { label: 'Fraud', card: TEST_CARDS.fraudulent },
  authentication_failed: { label: '3-D Secure failed', card: TEST_CARDS.challengeThenPaid },
};

/** The buttons that end a payment. */
export const ENDINGS: readonly OutcomeButton[] = [
  { value: 'succeed', label: 'Succeed' },
  { value: 'expire', label: 'Expire now' },
  { value: 'cancel', label: 'Cancel' },
];

/** The buttons that decline a card, one for each reason. */
export const DECLINE_BUTTONS: readonly OutcomeButton[] = Object.entries(DECLINES).map(
  ([value, { label }]) => ({ value, label }),
);

/** The outcome that a form asks for; null when there is none of that name. */
export function readForcedOutcome(value: unknown): ForcedOutcome | null {
  if (value === 'expire' || value === 'cancel') return { kind: value };
  if (value === 'succeed') return settle(TEST_CARDS.visa, { kind: 'captured' });
  return isDeclineReason(value)
    ? settle(DECLINES[value].card, { kind: 'declined', reason: value })
    : null;
}

function settle({ brand, number }: TestCard, outcome: CardOutcome): ForcedOutcome {
  return { kind: 'settle', card: { brand, lastFour: number.slice(-4) }, outcome };
}

function isDeclineReason(value: unknown): value is DeclineReason {
  return typeof value === 'string' && Object.hasOwn(DECLINES, value);
}
