import type { CardSummary, Payment } from '../payments/payment.js';
import { readExpiry } from './card-expiry.js';
import { withoutSpacing } from './card-number.js';
import type { CardEntry, CardField, CardProblems } from './card-problems.js';
import { cardProblems, nameProblem } from './card-problems.js';
import type { AcquirerAnswer } from './test-cards.js';
import { findTestCard } from './test-cards.js';

/** What a check of the card's fields found. */
export type CardCheck =
  | { readonly kind: 'accepted'; readonly card: CardSummary; readonly answer: AcquirerAnswer }
  | { readonly kind: 'refused'; readonly problems: CardProblems };

/** Reads the card's fields from a submitted form. A field that is missing or not text counts as empty. */
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
 * Checks the card's fields and looks up the acquirer's answer in the table of test cards. The full number goes no
 * further than this.
 *
 * @param now the time by the sandbox's clock, which decides whether the card has expired
 */
export function checkCard(entry: CardEntry, now: Date): CardCheck {
  const problems = cardProblems(entry, now);
  const card = findTestCard(withoutSpacing(entry.number));
  const isRefused = Object.keys(problems).length > 0;
  if (isRefused || card === undefined || card.outcome.kind === 'wrong_number') {
    return { kind: 'refused', problems };
  }
  const summary = { brand: card.brand, lastFour: card.number.slice(-4) };
  return { kind: 'accepted', card: summary, answer: card.outcome };
}

/**
 * What may be shown again of a refused form. The number and the code never are; the name and the expiry only if they
 * cannot be a card number typed into the wrong field.
 */
export function keepableFields({ name, expiry }: CardEntry): Pick<CardEntry, 'name' | 'expiry'> {
  return {
    name: nameProblem(name) === null ? name : '',
    expiry: readExpiry(expiry) === null ? '' : expiry,
  };
}

/** The name to begin a card form with: the customer's, as the seller gave it. Empty if no card can have it. */
export function nameOnCard({ firstName, lastName }: Pick<Payment, 'firstName' | 'lastName'>) {
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return nameProblem(name) === null ? name : '';
}
