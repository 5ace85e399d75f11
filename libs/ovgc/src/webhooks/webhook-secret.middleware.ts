import { takeSecret, type WebhookRequest } from './webhook.secret.js';

/**
 * Takes the secret out of the body before the app's own guards and interceptors see it. On Fastify, where middleware
 * runs before the body is read, the guard does.
 */
export function takeSecretEarly(
  request: WebhookRequest,
  _response: unknown,
  next: () => void,
): void {
  takeSecret(request);
  next();
}
