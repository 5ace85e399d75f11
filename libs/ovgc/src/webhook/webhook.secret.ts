import { createHash, timingSafeEqual } from 'node:crypto';

/** What was found where the secret should be. */
export type SecretCheck = 'right' | 'wrong' | 'missing';

/** The names a secret may stand under: the gateway's, and the same in the other spelling. */
const SECRET_FIELDS = ['webhook_secret', 'webhookSecret'];

/** The secrets that were taken from bodies, by the body. A body that is gone takes its secret with it. */
const taken = new WeakMap<object, unknown>();

/**
 * Takes the secret out of a body, so that nothing that sees the body later can show it. Taking it twice gives the
 * same again.
 *
 * @returns the secret as it stood there, of whatever type; undefined where there is none
 */
export function takeSecret(body: unknown): unknown {
  if (!isObject(body)) return undefined;
  for (const holder of [body, body['data']]) {
    if (!isObject(holder)) continue;
    for (const field of SECRET_FIELDS) {
      if (!Object.hasOwn(holder, field)) continue;
      if (!taken.has(body)) taken.set(body, holder[field]);
      delete holder[field];
    }
  }
  return taken.get(body);
}

/** Compares what came with every secret of the account, in a time that tells nothing about any of them. */
export function checkSecret(given: unknown, secrets: readonly string[]): SecretCheck {
  if (given === undefined || given === null || given === '') return 'missing';
  if (typeof given !== 'string') return 'wrong';
  const digest = digestOf(given);
  // No early end: the time must not tell which of the secrets it was.
  const matches = secrets.map((secret) => timingSafeEqual(digest, digestOf(secret)));
  return matches.includes(true) ? 'right' : 'wrong';
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
