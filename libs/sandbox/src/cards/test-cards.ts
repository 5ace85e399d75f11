import type { CardOutcome, DeclineReason } from '../payments/payment.js';

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

const captured = { kind: 'captured' } as const;
const declined = <const R extends DeclineReason>(reason: R) =>
  ({ kind: 'declined', reason }) as const;
const card = <const O extends TestCardOutcome>(
  number: string,
  title: string,
  outcome: O,
  brand = 'Visa',
) => ({ number, brand, title, outcome });

/**
 * The cards that the sandbox accepts, with what each does: Stripe's well-known numbers. Any expiry date
 * in the future and any security code of the right length work with them.
 *
 * @example
 * await page.fill('#number', TEST_CARDS.insufficientFunds.number);
 */
export const TEST_CARDS = {
  visa: card('4242424242424242', 'Paid', captured),
  mastercard: card('5555555555554444', 'Paid', captured, 'Mastercard'),
  amex: card('378282246310005', 'Paid', captured, 'American Express'),
  challengeThenPaid: card('4000000000003220', '3-D Secure, then paid', {
    kind: 'challenge',
    completed: captured,
  }),
  challengeThenDeclined: card('4000008400001629', '3-D Secure, then declined', {
    kind: 'challenge',
    completed: declined('card_declined'),
  }),
  declined: card('4000000000000002', 'Declined', declined('card_declined')),
  insufficientFunds: card('4000000000009995', 'Insufficient funds', declined('insufficient_funds')),
  lost: card('4000000000009987', 'Lost card', declined('lost_card')),
  stolen: card('4000000000009979', 'Stolen card', declined('stolen_card')),
  expired: card('4000000000000069', 'Expired card', declined('expired_card')),
  incorrectCode: card('4000000000000127', 'Incorrect security code', declined('incorrect_code')),
  processingError: card('4000000000000119', 'Processing error', declined('processing_error')),
  fraudulent: card('4100000000000019', 'Blocked as fraud', declined('fraudulent')),
  wrongNumber: card('4242424242424241', 'Wrong number, refused by the form', {
    kind: 'wrong_number',
  }),
} as const satisfies Record<string, TestCard>;

const cardsByNumber = new Map<string, TestCard>(
  Object.values(TEST_CARDS).map((known) => [known.number, known]),
);

/**
 * The test card with this number.
 *
 * @param digits the card number, digits only
 */
export function findTestCard(digits: string): TestCard | undefined {
  return cardsByNumber.get(digits);
}
