import type { Redact } from '../ovgc.secrets.js';

const LONGEST_TEXT = 300;

/** Control and format characters, which rewrite a terminal or turn the text around, and all kinds of white space. */
const UNPRINTABLE = /[\p{C}\p{Z}]+/gu;

/** A text of the gateway as errors and logs may show it: one line of at most 300 characters, without secrets. Pure. */
export function shownText(text: string, redact: Redact): string {
  // Before and after: a secret may have a space in it, and a control character may stand in a secret.
  const line = redact(redact(text).replace(UNPRINTABLE, ' ').trim());
  const characters = Array.from(line);
  if (characters.length <= LONGEST_TEXT) return line;
  return `${characters.slice(0, LONGEST_TEXT - 1).join('')}…`;
}
