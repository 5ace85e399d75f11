import type { TestCard } from '../cards/test-cards.js';
import { TEST_CARDS } from '../cards/test-cards.js';
import type { CardOutcome, CardSummary, DeclineReason } from '../payments/payment.js';

/** What a button of the test bar does to a payment. */
export type ForcedOutcome =
  | { readonly kind: 'settle'; readonly card: CardSummary; readonly outcome: CardOutcome }
  | { readonly kind: 'expire' }
  | { readonly kind: 'cancel' };

/** The label of a button in the test bar, and the value that its form sends. */
export interface OutcomeButton {
  readonly value: string;
  readonly label: string;
}

/** What the customer reads about each decline: the reason, and what to do next. */
export const DECLINE_MESSAGES: Readonly<Record<DeclineReason, string>> = {
  card_declined: 'The bank declined this card. Try another one.',
  insufficient_funds: 'There is not enough money on this card. Try another one.',
  lost_card: 'This card was reported lost. Use another one.',
  stolen_card: 'This card was reported stolen. Use another one.',
  expired_card: 'The bank says that this card has expired. Use another one.',
  incorrect_code: 'The security code does not match this card. Check it, or use another card.',
  processing_error: 'The bank could not process this card. Try again, or use another one.',
  fraudulent: 'This payment was blocked as suspected fraud. Use another card.',
  authentication_failed:
    'The bank could not confirm that it was you. Try again, or use another card.',
};

/** The labels that are not just the reason in words. */
const LABELS: Readonly<Partial<Record<string, string>>> = {
  card_declined: 'By the bank',
  fraudulent: 'Fraud',
  authentication_failed: '3-D Secure failed',
};

/** The buttons that end a payment. */
export const ENDING_BUTTONS: readonly OutcomeButton[] = [
  { value: 'succeed', label: 'Succeed' },
  { value: 'expire', label: 'Expire now' },
  { value: 'cancel', label: 'Cancel' },
];

/** The buttons that decline a card, one for each reason. */
export const DECLINE_BUTTONS: readonly OutcomeButton[] = Object.keys(DECLINE_MESSAGES).map(
  (value) => ({
    value,
    label: LABELS[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('_', ' '),
  }),
);

/** The outcome that a form asks for; null when none has this name. */
export function readForcedOutcome(value: unknown): ForcedOutcome | null {
  if (value === 'expire' || value === 'cancel') return { kind: value };
  if (value === 'succeed') return settle(TEST_CARDS.visa, { kind: 'captured' });
  if (!isDeclineReason(value)) return null;
  // A forced decline is stored as if the test card that is declined for this reason had been used.
  const card = Object.values<TestCard>(TEST_CARDS).find(
    ({ outcome }) => outcome.kind === 'declined' && outcome.reason === value,
  );
  return settle(card ?? TEST_CARDS.challengeThenPaid, { kind: 'declined', reason: value });
}

function settle({ brand, number }: TestCard, outcome: CardOutcome): ForcedOutcome {
  return { kind: 'settle', card: { brand, lastFour: number.slice(-4) }, outcome };
}

function isDeclineReason(value: unknown): value is DeclineReason {
  return typeof value === 'string' && Object.hasOwn(DECLINE_MESSAGES, value);
}
