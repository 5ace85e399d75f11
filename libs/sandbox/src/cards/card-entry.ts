import cardValidator from 'card-validator';
import type { CardSummary } from '../payments/payment.js';
import { readExpiry } from './card-expiry.js';
import { withoutSpacing } from './card-number.js';
import type { CardField, CardProblem, CardProblems } from './card-problem.js';
import { codeProblem, expiryProblem, nameProblem } from './field-problem.js';
import type { AcquirerAnswer, TestCard } from './test-card.js';
import { findTestCard } from './test-cards.js';

/** The card's fields as somebody typed them. */
export type CardEntry = Readonly<Record<CardField, string>>;

/** What a check of the card's fields found. */
export type CardCheck =
  | { readonly kind: 'accepted'; readonly card: CardSummary; readonly answer: AcquirerAnswer }
  | { readonly kind: 'refused'; readonly problems: CardProblems };

/** Reads the card's fields from a submitted form; a field that is missing or not text counts as empty. */
export function readCardEntry(body: unknown): CardEntry {
  const sent = new Map<string, unknown>(
    typeof body === 'object' && body !== null ? Object.entries(body) : [],
  );
  const text = (field: CardField) => {
    const value = sent.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { number: text('number'), expiry: text('expiry'), code: text('code'), name: text('name') };
}

/**
 * Checks the card's fields and asks the table of test cards for the acquirer's answer. The full number
 * goes no further than this.
 *
 * @param now the time by the sandbox's clock, which decides whether the card has expired
 */
export function checkCard(entry: CardEntry, now: Date): CardCheck {
  const { isValid, card: brand } = cardValidator.number(entry.number, {
    luhnValidateUnionPay: true,
  });
  const card = findTestCard(withoutSpacing(entry.number));
  const problems: CardProblems = {
    ...problemOf('number', numberProblem(entry.number, isValid, card)),
    ...problemOf('expiry', expiryProblem(entry.expiry, now)),
    ...problemOf('code', codeProblem(entry.code, brand?.code.size ?? 3)),
    ...problemOf('name', nameProblem(entry.name)),
  };
  const isRefused = Object.keys(problems).length > 0;
  if (isRefused || card === undefined || card.outcome.kind === 'wrong_number') {
    return { kind: 'refused', problems };
  }
  const summary = { brand: card.brand, lastFour: card.number.slice(-4) };
  return { kind: 'accepted', card: summary, answer: card.outcome };
}

/**
 * What of a refused form may be shown again. Number and code never are, and a name or an expiry only
 * while it cannot be a card number that was typed into the wrong field.
 */
export function keepableFields({ name, expiry }: CardEntry): Pick<CardEntry, 'name' | 'expiry'> {
  return {
    name: nameProblem(name) === null ? name : '',
    expiry: readExpiry(expiry) === null ? '' : expiry,
  };
}

function numberProblem(
  typed: string,
  isValid: boolean,
  card: TestCard | undefined,
): CardProblem | null {
  if (typed === '') return 'number_missing';
  if (!isValid) return 'number_wrong';
  return card === undefined ? 'number_not_a_test_card' : null;
}

function problemOf(field: CardField, problem: CardProblem | null): CardProblems {
  return problem === null ? {} : { [field]: problem };
}
