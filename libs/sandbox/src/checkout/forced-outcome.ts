import type { TestCard } from '../cards/test-card.js';
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

interface Decline {
  readonly label: string;
  /** What the customer reads: the reason, and what to do next. */
  readonly message: string;
  /** A forced decline is stored as if this test card had been used. */
  readonly card: TestCard;
}

/** The reasons for which a card is declined. */
export const DECLINES: Readonly<Record<DeclineReason, Decline>> = {
  card_declined: {
    label: 'By the bank',
    message: 'The bank declined this card. Try another one.',
    card: TEST_CARDS.declined,
  },
  insufficient_funds: {
    label: 'Insufficient funds',
    message: 'There is not enough money on this card. Try another one.',
    card: TEST_CARDS.insufficientFunds,
  },
  lost_card: {
    label: 'Lost card',
    message: 'This card was reported lost. Use another one.',
    card: TEST_CARDS.lost,
  },
  stolen_card: {
    label: 'Stolen card',
    message: 'This card was reported stolen. Use another one.',
    card: TEST_CARDS.stolen,
  },
  expired_card: {
    label: 'Expired card',
    message: 'The bank says that this card has expired. Use another one.',
    card: TEST_CARDS.expired,
  },
  incorrect_code: {
    label: 'Incorrect code',
    message: 'The security code does not match this card. Check it, or use another card.',
    card: TEST_CARDS.incorrectCode,
  },
  processing_error: {
    label: 'Processing error',
    message: 'The bank could not process this card. Try again, or use another one.',
    card: TEST_CARDS.processingError,
  },
  fraudulent: {
    label: 'Fraud',
    message: 'This payment was blocked as suspected fraud. Use another card.',
    card: TEST_CARDS.fraudulent,
  },
  authentication_failed: {
    label: '3-D Secure failed',
    message: 'The bank could not confirm that it was you. Try again, or use another card.',
    card: TEST_CARDS.challengeThenPaid,
  },
};

/** The buttons that end a payment. */
export const ENDING_BUTTONS: readonly OutcomeButton[] = [
  { value: 'succeed', label: 'Succeed' },
  { value: 'expire', label: 'Expire now' },
  { value: 'cancel', label: 'Cancel' },
];

/** The buttons that decline a card, one for each reason. */
export const DECLINE_BUTTONS: readonly OutcomeButton[] = Object.entries(DECLINES).map(
  ([value, { label }]) => ({ value, label }),
);

/** The outcome that a form asks for; null when none has this name. */
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
