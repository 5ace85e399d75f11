import cardValidator from 'card-validator';
import { hasExpired, readExpiry } from './card-expiry.js';
import { brandOf, withoutSpacing } from './card-number.js';
import { findTestCard } from './test-cards.js';
import { characters } from '../validation/characters.js';

/** The fields of the card form, in the order of the card. */
export const CARD_FIELDS = ['number', 'expiry', 'code', 'name'] as const;

export type CardField = (typeof CARD_FIELDS)[number];

/** The card's fields as the customer typed them. */
export type CardEntry = Readonly<Record<CardField, string>>;

/** What each problem tells the customer: what is wrong, and what to do about it. */
export const CARD_PROBLEMS = {
  number_missing: 'Enter the card number.',
  number_wrong: 'This card number is not valid. Check each digit against the card.',
  number_not_a_test_card:
    'Only test cards work in the sandbox. Choose one from the bar at the top of the page, and never enter a real card here.',
  expiry_missing: 'Enter the expiry date.',
  expiry_unreadable: 'Enter the expiry date as month and year, such as 04 / 31.',
  expiry_month: 'Enter a month from 01 to 12 in the expiry date.',
  expiry_passed: 'This card has expired. Check the date, or use another card.',
  code_missing: 'Enter the security code.',
  code_not_3_digits: 'Enter the 3 digits of the security code on the back of the card.',
  code_not_4_digits: 'Enter the 4 digits of the security code on the front of the card.',
  name_missing: 'Enter the name on the card.',
  name_too_long: 'Enter a name of at most 100 characters.',
  name_has_number: 'Enter the name on the card. A card number belongs in the first field.',
} as const;

export type CardProblem = keyof typeof CARD_PROBLEMS;

/** At most one problem for each field. */
export type CardProblems = Readonly<Partial<Record<CardField, CardProblem>>>;

/**
 * Finds what is wrong with a card. Runs on the server and in the page.
 *
 * @param now the time by the sandbox's clock, which decides whether the card has expired
 */
export function cardProblems({ number, expiry, code, name }: CardEntry, now: Date): CardProblems {
  const codeLength = brandOf(withoutSpacing(number))?.code.size ?? 3;
  const found = {
    number: numberProblem(number),
    expiry: expiryProblem(expiry, now),
    code: codeProblem(code, codeLength),
    name: nameProblem(name),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

function numberProblem(typed: string): CardProblem | null {
  if (typed === '') return 'number_missing';
  const { isValid } = cardValidator.number(typed, { luhnValidateUnionPay: true });
  if (!isValid) return 'number_wrong';
  return findTestCard(withoutSpacing(typed)) === undefined ? 'number_not_a_test_card' : null;
}

function expiryProblem(typed: string, now: Date): CardProblem | null {
  if (typed === '') return 'expiry_missing';
  const expiry = readExpiry(typed);
  if (expiry === null) return 'expiry_unreadable';
  if (expiry.month < 1 || expiry.month > 12) return 'expiry_month';
  return hasExpired(expiry, now) ? 'expiry_passed' : null;
}

function codeProblem(typed: string, length: number): CardProblem | null {
  if (typed === '') return 'code_missing';
  if (cardValidator.cvv(typed, length).isValid) return null;
  return length === 4 ? 'code_not_4_digits' : 'code_not_3_digits';
}

/** A card number in the name would be shown again, so it is refused. */
export function nameProblem(typed: string): CardProblem | null {
  if (typed === '') return 'name_missing';
  if (characters(typed) > 100) return 'name_too_long';
  return /\d{5}/.test(withoutSpacing(typed)) ? 'name_has_number' : null;
}
