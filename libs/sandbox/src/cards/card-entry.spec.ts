import type { CardEntry } from './card-problems.js';
import { nameOnCard, checkCard, keepableFields, readCardEntry } from './card-entry.js';

const now = new Date('2030-06-15T12:00:00Z');
const good: CardEntry = {
  number: '4242424242424242',
  expiry: '12/34',
  code: '123',
  name: 'Ada King',
};
const problemsOf = (change: Partial<CardEntry>) => {
  const check = checkCard({ ...good, ...change }, now);
  return check.kind === 'refused' ? check.problems : {};
};

describe('a submitted form', () => {
  it('is read without the space around its values', () => {
    expect(readCardEntry({ ...good, name: '  Ada King ' })).toEqual(good);
  });

  it.each([undefined, null, 'number=1', [], { number: ['4242'], expiry: { month: 1 }, code: 123 }])(
    'is read as empty when it holds no text: %j',
    (body) => {
      expect(readCardEntry(body)).toEqual({ number: '', expiry: '', code: '', name: '' });
    },
  );
});

describe('the check of a card', () => {
  it('gives the acquirer’s answer and keeps the brand and the last four digits, nothing else', () => {
    expect(checkCard(good, now)).toEqual({
      kind: 'accepted',
      card: { brand: 'Visa', lastFour: '4242' },
      answer: { kind: 'captured' },
    });
  });

  it.each(['4242 4242 4242 4242', '4242-4242-4242-4242', ' 42424242 4242-4242'])(
    'takes the number with spaces and dashes: “%s”',
    (number) => {
      expect(problemsOf({ number })).toEqual({});
    },
  );

  it('names one problem for each field', () => {
    expect(problemsOf({ number: '', expiry: '', code: '', name: '' })).toEqual({
      number: 'number_missing',
      expiry: 'expiry_missing',
      code: 'code_missing',
      name: 'name_missing',
    });
  });

  it.each([
    ['4242424242424241', 'number_wrong'],
    ['4242', 'number_wrong'],
    ['4242 4242 4242 424x', 'number_wrong'],
    ['0000000000000000', 'number_wrong'],
    ['4111111111111111', 'number_not_a_test_card'],
    ['6011111111111117', 'number_not_a_test_card'],
  ])('refuses the number %s as %s', (number, problem) => {
    expect(problemsOf({ number })).toEqual({ number: problem });
  });

  it.each([
    ['05/30', 'expiry_passed'],
    ['13/34', 'expiry_month'],
    ['00/34', 'expiry_month'],
    ['soon', 'expiry_unreadable'],
  ])('refuses the expiry %s as %s', (expiry, problem) => {
    expect(problemsOf({ expiry })).toEqual({ expiry: problem });
  });

  it('takes a card in the month in which it expires', () => {
    expect(problemsOf({ expiry: '06/30' })).toEqual({});
  });

  it('asks for three digits of code, and for four with American Express', () => {
    const amex = '378282246310005';

    expect(problemsOf({ code: '1234' })).toEqual({ code: 'code_not_3_digits' });
    expect(problemsOf({ code: '12a' })).toEqual({ code: 'code_not_3_digits' });
    expect(problemsOf({ number: amex })).toEqual({ code: 'code_not_4_digits' });
    expect(problemsOf({ number: amex, code: '1234' })).toEqual({});
  });

  it('refuses a name that holds a card number, and one that is endless', () => {
    expect(problemsOf({ name: 'Ada 4242 4242 4242 4242' })).toEqual({ name: 'name_has_number' });
    expect(problemsOf({ name: 'A'.repeat(101) })).toEqual({ name: 'name_too_long' });
  });
});

describe('a refused form', () => {
  it('keeps name and expiry', () => {
    expect(keepableFields(good)).toEqual({ name: 'Ada King', expiry: '12/34' });
  });

  it('keeps neither when a card number was typed there', () => {
    const number = '4242 4242 4242 4242';

    expect(keepableFields({ ...good, name: number, expiry: number })).toEqual({
      name: '',
      expiry: '',
    });
  });
});

describe('the name that a card form begins with', () => {
  it.each([
    ['John', 'Doe', 'John Doe'],
    [null, 'Doe', 'Doe'],
    [null, null, ''],
    ['😀'.repeat(50), '😀'.repeat(49), `${'😀'.repeat(50)} ${'😀'.repeat(49)}`],
  ])('is the customer’s: %j %j', (firstName, lastName, name) => {
    expect(nameOnCard({ firstName, lastName })).toBe(name);
  });

  it('is empty when no card can have it, since the form would be refused', () => {
    expect(nameOnCard({ firstName: 'J'.repeat(60), lastName: 'D'.repeat(60) })).toBe('');
    expect(nameOnCard({ firstName: '4242 4242 4242 4242', lastName: null })).toBe('');
  });
});
