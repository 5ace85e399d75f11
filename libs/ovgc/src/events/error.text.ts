import { inspect } from 'node:util';

const LONGEST = 2000;

/** What a handler threw, in words: whatever it was, and however odd. */
export function failureText(thrown: unknown): string {
  if (thrown === undefined || thrown === null) return 'it failed without an error';
  return inWords(() => {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return typeof message === 'string' ? message : inspect(message);
  }).slice(0, LONGEST);
}

/** The same with the stack, where there is one, for the log. */
export function failureDetail(thrown: unknown): string {
  return inWords(() => {
    const stack: unknown = thrown instanceof Error ? thrown.stack : undefined;
    return typeof stack === 'string' ? stack : failureText(thrown);
  });
}

/** To look at a thing may fail, too, and whoever asks is in no place to fail. */
function inWords(look: () => string): string {
  try {
    return look();
  } catch {
    return 'it failed with something that can’t be shown';
  }
}
