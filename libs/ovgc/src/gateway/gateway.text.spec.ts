import fc from 'fast-check';
import { redactionOf } from '../ovgc.secrets.js';
import { shownText } from './gateway.text.js';

const KEY = 'key_0f5c2d97';
const redact = redactionOf({ apiKey: KEY, webhookSecret: ['whsec', 'whsec_b41e66d0'] });

describe('a text of the gateway, as it is shown,', () => {
  it.each([
    ['Invalid amount', 'Invalid amount'],
    ['\u001B[2J\u001B[31mPaid\u001B[0m', '[2J [31mPaid [0m'],
    ['one\r\n[Nest] LOG  two', 'one [Nest] LOG two'],
    ['a\u202Eb\u200Bc\u0000d\uD800', 'a b c d'],
    ['  Größe ungültig 😀 ', 'Größe ungültig 😀'],
    [`No seller has ${KEY}.`, 'No seller has [secret].'],
    ['whsec_b41e66d0 and whsec', '[secret] and [secret]'],
    ['\n\t', ''],
  ])('%j is %j', (given, shown) => {
    expect(shownText(given, redact)).toBe(shown);
  });

  it('has no secret with a space in it, however the space is written', () => {
    const other = redactionOf({ apiKey: 'key of two', webhookSecret: [] });
    expect(shownText('a key\nof two and key of two', other)).toBe('a [secret] and [secret]');
  });

  it('has at most 300 characters, and ends between two of them', () => {
    const shown = shownText('😀'.repeat(500_000), redact);
    expect(Array.from(shown)).toHaveLength(300);
    expect(shown.endsWith('😀…')).toBe(true);
    expect(shownText('a'.repeat(300), redact)).toBe('a'.repeat(300));
  });

  it('is one printable line without a secret, for any text', () => {
    const part = fc.oneof(
      fc.constantFrom(KEY, '\0', '\n', '\u001B[1A', ' '),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const shown = shownText(parts.join(''), redact);
        expect(shown).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
        expect(shown).not.toContain(KEY);
        expect(Array.from(shown).length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 1000 },
    );
  });
});
