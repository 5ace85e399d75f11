import { inspect } from 'node:util';

const LONGEST = 2000;

/** What a handler threw, in words: whatever it was, and however odd. */
export function failureText(thrown: unknown): string {
  if (thrown === undefined || thrown === null) return 'it failed without an error';
  const message: unknown = thrown instanceof Error ? thrown.message : thrown;
  return (typeof message === 'string' ? message : inspect(message)).slice(0, LONGEST);
}

/** The same with the stack, where there is one, for the log. */
export function failureDetail(thrown: unknown): string {
  const stack: unknown = thrown instanceof Error ? thrown.stack : undefined;
  return typeof stack === 'string' ? stack : failureText(thrown);
}
