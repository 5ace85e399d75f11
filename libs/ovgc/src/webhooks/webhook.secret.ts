import { createHash, timingSafeEqual } from 'node:crypto';

/** What was found where the secret should be. */
export type SecretCheck = 'right' | 'wrong' | 'missing';

/** The names a secret may stand under: the gateway's, and the same in the other spelling. */
const SECRET_FIELDS = ['webhook_secret', 'webhookSecret'];

/** What the secret is taken from. */
export interface WebhookRequest {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** The bytes of the body, where the app keeps them. */
  rawBody?: unknown;
}

/** The secrets that were taken, by the request. A request that is gone takes its secret with it. */
const taken = new WeakMap<WebhookRequest, unknown>();

/**
 * Takes the secret out of a request, so that nothing that sees the request later can show it. Taking it twice gives
 * the same again, whatever became of the body in between.
 *
 * @returns the secret as it stood there, of whatever type; undefined where there is none
 */
export function takeSecret(request: WebhookRequest): unknown {
  delete request.rawBody;
  const { body } = request;
  if (!isObject(body)) return taken.get(request);
  for (const holder of [body, body['data']]) {
    if (!isObject(holder)) continue;
    for (const field of SECRET_FIELDS) {
      if (!Object.hasOwn(holder, field)) continue;
      if (!taken.has(request)) taken.set(request, holder[field]);
      delete holder[field];
    }
  }
  return taken.get(request);
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
