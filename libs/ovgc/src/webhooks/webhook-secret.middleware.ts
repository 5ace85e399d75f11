import { BadRequestException } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { takeSecret, type WebhookRequest } from './webhook.secret.js';

/** A request as Express has it. */
interface IncomingWebhook extends WebhookRequest {
  readonly originalUrl?: string;
  readonly url: string;
}

type Next = (error?: unknown) => void;

/** Whether a URL is that of a webhook. */
type IsWebhook = (url: string) => boolean;

/** The part of Fastify that is used here. */
interface FastifyHooks {
  addHook(
    name: 'onRequest' | 'preValidation',
    hook: (request: IncomingWebhook, reply: unknown, done: Next) => void,
  ): void;
}

/** Makes a middleware that removes the secret from the body before the app's own guards and interceptors see it. */
export function takeSecretEarly(isWebhook: IsWebhook) {
  return (request: IncomingWebhook, _response: unknown, next: () => void): void => {
    if (isOf(request, isWebhook)) takeSecret(request);
    next();
  };
}

/**
 * Removes secrets as soon as a body has been parsed, before anything of the app that comes after that: also where no
 * middleware of a module is called, since Fastify calls them before it reads the body, and since no route takes the
 * request, or the body is not JSON.
 */
export function hideSecrets(adapter: AbstractHttpAdapter, isWebhook: IsWebhook): void {
  switch (adapter.getType()) {
    case 'express':
      return hideOnExpress(adapter, isWebhook);
    case 'fastify':
      return hideOnFastify(adapter.getInstance<FastifyHooks>(), isWebhook);
  }
}

function isOf({ originalUrl, url }: IncomingWebhook, isWebhook: IsWebhook): boolean {
  return isWebhook(originalUrl ?? url);
}

function hideOnExpress(adapter: AbstractHttpAdapter, isWebhook: IsWebhook): void {
  adapter.use(takeSecretEarly(isWebhook));
  // Express tells a handler of errors by its four parameters.
  adapter.use((error: unknown, request: IncomingWebhook, _response: unknown, next: Next) => {
    if (!isOf(request, isWebhook)) return next(error);
    takeSecret(request);
    next(withoutBody(error));
  });
}

function hideOnFastify(fastify: FastifyHooks, isWebhook: IsWebhook): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    // After a body that is not JSON, no hook comes before the app's own filters: the bytes are never kept.
    if (isOf(request, isWebhook)) Object.defineProperty(request, 'rawBody', NEVER_SET);
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (isOf(request, isWebhook)) takeSecret(request);
    done();
  });
}

const NEVER_SET: PropertyDescriptor = {
  configurable: true,
  get: () => undefined,
  set: () => undefined,
};

/** The error of a parser holds the text that it could not parse, and quotes it in its message. */
function withoutBody(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  if ('body' in error) delete error.body;
  if (!(error instanceof SyntaxError)) return error;
  return new BadRequestException('This is not an OVGC webhook: its body is not JSON.');
}
