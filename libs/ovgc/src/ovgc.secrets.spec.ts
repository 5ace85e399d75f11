import { inspect } from 'node:util';
import fc from 'fast-check';
import { redactionOf } from './ovgc.secrets.js';

// Holds rule 9: secrets never leave.

const API_KEY = 'key_0f5c2d97';

/** Long enough not to stand in a text by chance, and of any characters, also those that mean something in a pattern. */
const unit = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom("'", '"', '`', '\\', '$', '/', '(', ' '),
);
const secret = fc.string({ unit, minLength: 8, maxLength: 40 });
const spelling = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => JSON.stringify({ api_key: text }),
  (text) => JSON.stringify({ config: { data: JSON.stringify({ api_key: text }) } }),
  (text) => inspect({ key: text }, { breakLength: Infinity }),
  (text) => inspect({ data: JSON.stringify({ api_key: text }) }, { breakLength: Infinity }),
  (text) => `https://gateway.test/pay?key=${encodeURIComponent(text)}`,
  (text) => String(new URLSearchParams({ key: text })),
);

/** Node quotes a text by the quotes that are in it, so which ones stand around a secret depends on it. */
const inOneQuote = (text: string) => text.replaceAll(/['"`]/g, '"');

describe('a text without secrets', () => {
  it('has [secret] in the place of each, however it is written', () => {
    fc.assert(
      fc.property(secret, spelling, fc.string(), fc.string(), (found, write, before, after) => {
        const redact = redactionOf({ apiKey: API_KEY, webhookSecret: [found] });
        const expected = `${before}${write('SECRET')}${after}`.replaceAll('SECRET', '[secret]');
        expect(inOneQuote(redact(`${before}${write(found)}${after}`))).toBe(inOneQuote(expected));
      }),
      { numRuns: 500 },
    );
  });

  it('has it in the place of every secret of the account, during a rotation, too', () => {
    const redact = redactionOf({ apiKey: API_KEY, webhookSecret: ['whsec_1', 'whsec_1_new'] });
    expect(redact(`${API_KEY} whsec_1 whsec_1_new, whsec_1`)).toBe(
      '[secret] [secret] [secret], [secret]',
    );
  });

  it('is not changed otherwise, not even by a secret that is a part of [secret]', () => {
    const redact = redactionOf({ apiKey: 'secret', webhookSecret: ['whsec_1'] });
    expect(redact('secret: no paper, whsec_1')).toBe('[secret]: no paper, [secret]');
  });
});
