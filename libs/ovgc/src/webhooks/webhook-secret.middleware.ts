import { takeSecret, type WebhookRequest } from './webhook.secret.js';

/**
 * Removes the secret from the body before the app's own guards and interceptors see it. On Fastify, middleware runs
 * before the body is read, so there the guard removes it.
 */
export function takeSecretEarly(
  request: WebhookRequest,
  _response: unknown,
  next: () => void,
): void {
  takeSecret(request);
  next();
}
