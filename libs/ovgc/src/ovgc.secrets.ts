import { inspect } from 'node:util';
import type { OvgcOptions } from './ovgc.options.js';

/** A shorter secret, such as one of a test, may stand in a text by chance. */
const SHORTEST_TELLING_SECRET = 8;

/** Whether a text contains a secret, in any case and also where it is percent-encoded, as in a URL. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  const texts = [text, percentDecoded(text)].map((each) => each.toLowerCase());
  return secrets
    .filter(({ length }) => length >= SHORTEST_TELLING_SECRET)
    .some((secret) => texts.some((each) => each.includes(secret.toLowerCase())));
}

function percentDecoded(text: string): string {
  // Group by group: one that is malformed must not hide the others.
  return text.replace(/(?:%[\da-f]{2})+/gi, (group) =>
    Buffer.from(group.replaceAll('%', ''), 'hex').toString(),
  );
}

/** Replaces the secrets of an account by `[secret]` in a text. */
export type Redact = (text: string) => string;

/** Makes the {@link Redact} of an account: its API key and webhook secrets may be in no log, error, event or row. */
export function redactionOf({
  apiKey,
  webhookSecret,
}: Pick<OvgcOptions, 'apiKey' | 'webhookSecret'>): Redact {
  const spellings = [...new Set([apiKey, ...webhookSecret].flatMap(spellingsOf))]
    // The longest first: of a secret that begins with another one, the rest would stay.
    .toSorted((a, b) => b.length - a.length)
    .map((spelling) => spelling.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  const anySecret = new RegExp(spellings.join('|'), 'g');
  return (text) => text.replaceAll(anySecret, '[secret]');
}

/** How a secret may stand in a text: as it is, in JSON, as Node shows a string, and in a URL. */
function spellingsOf(secret: string): readonly string[] {
  const quoted = [secret, inJson(secret)].flatMap((text) => [text, inJson(text), ...asShown(text)]);
  // In UTF-8, as it is sent: encodeURIComponent throws when half of a surrogate pair is missing.
  const inUrl = encodeURIComponent(Buffer.from(secret).toString());
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  return [...quoted, inUrl, inForm];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Node escapes a `'` or doesn't: that depends on the other quotes in the text around it. */
function asShown(text: string): readonly string[] {
  const quotes = `'"\``;
  const escaped = inspect(text + quotes, { breakLength: Infinity }).slice(1, -2 - quotes.length);
  return [escaped, escaped.replaceAll(String.raw`\'`, "'")];
}
