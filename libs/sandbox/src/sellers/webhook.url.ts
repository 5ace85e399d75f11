import { parseWebUrl } from '../validation/web.url.js';

/**
 * What is wrong with a webhook URL, to follow the name of the setting; null when nothing is. It must be `http` or
 * `https`, without a user name or password.
 */
export function webhookUrlProblem(value: unknown): string | null {
  const url = typeof value === 'string' ? parseWebUrl(value) : null;
  if (url === null) {
    return `is ${JSON.stringify(value)}; give an http(s) address such as "http://127.0.0.1:3000/webhooks/ovgc".`;
  }
  if (url.username === '' && url.password === '') return null;
  return 'has a user name or password in it, which the gateway does not send; remove them.';
}

/** A URL without its query, which may contain a token. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
