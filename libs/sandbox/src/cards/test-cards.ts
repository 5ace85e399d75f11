import type { DeclineReason } from '../payments/payment.js';
import type { TestCard, TestCardOutcome } from './test-card.js';

const captured = { kind: 'captured' } as const;
const declined = <const R extends DeclineReason>(reason: R) =>
  ({ kind: 'declined', reason }) as const;
const visa = <const O extends TestCardOutcome>(number: string, title: string, outcome: O) => ({
  number,
  brand: 'Visa',
  title,
  outcome,
});

/**
 * The cards that the sandbox accepts, with what each does: Stripe's well-known numbers. Any expiry date
 * in the future and any security code of the right length work with them.
 *
 * @example
 * await page.fill('#number', TEST_CARDS.insufficientFunds.number);
 */
export const TEST_CARDS = {
  visa: visa('4242424242424242', 'Paid', captured),
  mastercard: {
    number: '5555555555554444',
    brand: 'Mastercard',
    title: 'Paid',
    outcome: captured,
  },
  amex: {
    number: '378282246310005',
    brand: 'American Express',
    title: 'Paid',
    outcome: captured,
  },
  challengeThenPaid: visa('4000000000003220', '3-D Secure, then paid', {
    kind: 'challenge',
    completed: captured,
  }),
  challengeThenDeclined: visa('4000008400001629', '3-D Secure, then declined', {
    kind: 'challenge',
    completed: declined('card_declined'),
  }),
  declined: visa('4000000000000002', 'Declined', declined('card_declined')),
  insufficientFunds: visa('4000000000009995', 'Insufficient funds', declined('insufficient_funds')),
  lost: visa('4000000000009987', 'Lost card', declined('lost_card')),
  stolen: visa('4000000000009979', 'Stolen card', declined('stolen_card')),
  expired: visa('4000000000000069', 'Expired card', declined('expired_card')),
  incorrectCode: visa('4000000000000127', 'Incorrect security code', declined('incorrect_code')),
  processingError: visa('4000000000000119', 'Processing error', declined('processing_error')),
  fraudulent: visa('4100000000000019', 'Blocked as fraud', declined('fraudulent')),
  wrongNumber: visa('4242424242424241', 'Wrong number, refused by the form', {
    kind: 'wrong_number',
  }),
} as const satisfies Record<string, TestCard>;

const cardsByNumber = new Map<string, TestCard>(
  Object.values(TEST_CARDS).map((card) => [card.number, card]),
);

/**
 * The test card with this number.
 *
 * @param digits the card number, digits only
 */
export function findTestCard(digits: string): TestCard | undefined {
  return cardsByNumber.get(digits);
}
