import { createHash, timingSafeEqual } from 'node:crypto';
import { isObject } from '../gateway/field.reader.js';

/** How the secret of a webhook compares with the account's. */
export type SecretCheck = 'right' | 'wrong' | 'missing';

/** The gateway's name for the secret, and its camelCase spelling. */
const SECRET_FIELDS = ['webhook_secret', 'webhookSecret'];

/** The part of a request that the secret is taken from. */
export interface WebhookRequest {
  readonly headers?: Readonly<Record<string, unknown>>;
  body?: unknown;
  /** The bytes of the body, when the app keeps them. */
  rawBody?: unknown;
}

/** Secrets by the request that they were taken from, for as long as that request lives. */
const taken = new WeakMap<WebhookRequest, unknown>();

/** The bodies without a secret: hooks and the guard all take it, and the first of them has walked through the body. */
const cleaned = new WeakSet<object>();

/**
 * Removes the secret from a request, so that nothing that reads the request later can show it: from the body, wherever
 * it stands and however its name is spelled, and with it every form of the body that was not parsed. A second call
 * returns the same secret again.
 *
 * @returns the value that stood there, of any type; undefined when there was none
 */
export function takeSecret(request: WebhookRequest): unknown {
  delete request.rawBody;
  const { body } = request;
  if (typeof body === 'string' || body instanceof Uint8Array) request.body = undefined;
  if (typeof body !== 'object' || body === null || cleaned.has(body)) return taken.get(request);
  const { data } = body as { readonly data?: unknown };
  for (const holder of [body, data].filter(isObject)) {
    for (const field of SECRET_FIELDS) {
      const isGiven = Object.hasOwn(holder, field);
      if (isGiven && !taken.has(request)) taken.set(request, holder[field]);
    }
  }
  deleteSecretFields(body);
  cleaned.add(body);
  return taken.get(request);
}

/** Without recursion: a body may be nested many thousand levels deep. */
function deleteSecretFields(body: object): void {
  const seen = new Set<object>([body]);
  // A set goes on with what is added to it meanwhile.
  for (const holder of seen) {
    for (const [name, value] of Object.entries(holder) as [string, unknown][]) {
      if (isSecretField(name)) delete (holder as Record<string, unknown>)[name];
      else if (typeof value === 'object' && value !== null) seen.add(value);
    }
  }
}

/** `webhook_secret` in any spelling, such as `Webhook-Secret`. */
function isSecretField(name: string): boolean {
  return name.toLowerCase().replace(/[\s._-]+/g, '') === 'webhooksecret';
}

/** Compares a value with every secret of the account, in a time that reveals nothing about any of them. */
export function checkSecret(given: unknown, secrets: readonly string[]): SecretCheck {
  if (given === undefined || given === null || given === '') return 'missing';
  if (typeof given !== 'string') return 'wrong';
  const digest = digestOf(given.trim());
  // All of them are compared: the time must not tell which secret it was.
  const matches = secrets.map((secret) => timingSafeEqual(digest, digestOf(secret)));
  return matches.includes(true) ? 'right' : 'wrong';
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
