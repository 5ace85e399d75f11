import cardValidator from 'card-validator';
import { readFileSync } from 'node:fs';
import type { TestCard } from './test-cards.js';
import { findTestCard, TEST_CARDS } from './test-cards.js';

describe('the test cards', () => {
  const cards: [string, TestCard][] = Object.entries(TEST_CARDS);

  it.each(cards)(
    '%s is a number of its brand, and its check digit says the same as its outcome',
    (_, card) => {
      const { isValid, card: brand } = cardValidator.number(card.number);

      expect(brand?.niceType).toBe(card.brand);
      expect(isValid).toBe(card.outcome.kind !== 'wrong_number');
    },
  );

  it('each have a number of their own, by which they are found', () => {
    expect(cards.map(([, card]) => findTestCard(card.number))).toEqual(
      cards.map(([, card]) => card),
    );
  });

  it.each([
    ['4242424242424242', { kind: 'captured' }],
    ['5555555555554444', { kind: 'captured' }],
    ['378282246310005', { kind: 'captured' }],
    ['4000000000000002', { kind: 'declined', reason: 'card_declined' }],
    ['4000000000009995', { kind: 'declined', reason: 'insufficient_funds' }],
    ['4000000000009987', { kind: 'declined', reason: 'lost_card' }],
    ['4000000000009979', { kind: 'declined', reason: 'stolen_card' }],
    ['4000000000000069', { kind: 'declined', reason: 'expired_card' }],
    ['4000000000000127', { kind: 'declined', reason: 'incorrect_code' }],
    ['4000000000000119', { kind: 'declined', reason: 'processing_error' }],
    ['4100000000000019', { kind: 'declined', reason: 'fraudulent' }],
    ['4000000000003220', { kind: 'challenge', completed: { kind: 'captured' } }],
    [
      '4000008400001629',
      { kind: 'challenge', completed: { kind: 'declined', reason: 'card_declined' } },
    ],
  ])('answer to %s as Stripe’s card of that number does', (number, outcome) => {
    expect(findTestCard(number)?.outcome).toEqual(outcome);
  });

  it('are in the README, in order and in the words of the checkout page', () => {
    const readme = readFileSync('libs/sandbox/README.md', 'utf8');
    const [, section = ''] = /## Test cards\n([^]*?)\n## /.exec(readme) ?? [];
    const rows = [...section.matchAll(/^\| `(\w+)` +\| ([\d ]+?) +\| (.+?) +\|$/gm)];

    expect(
      rows.map(([, name, number, title]) => [name, number?.replaceAll(' ', ''), title]),
    ).toEqual(cards.map(([name, { number, title }]) => [name, number, title]));
  });

  it('know no other card', () => {
    expect(findTestCard('4111111111111111')).toBeUndefined();
  });
});
