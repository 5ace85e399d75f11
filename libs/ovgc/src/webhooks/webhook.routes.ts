import { type Type, VersioningType } from '@nestjs/common';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { WebhookController } from './webhook.controller.js';
import { WebhookSecretGuard } from './webhook-secret.guard.js';

// The keys under which Nest keeps what decorators say.
const PATH = 'path';
const GUARDS = '__guards__';

/** Finds the controllers of an app that take webhooks: those of the module, and the app's own ones with its guard. */
export function webhookControllersIn(modules: ModulesContainer): readonly Type<unknown>[] {
  return [...modules.values()]
    .flatMap(({ controllers }) => [...controllers.values()])
    .map(({ metatype }) => metatype as Type<unknown>)
    .filter((controller) => takesWebhooks(controller));
}

/**
 * Returns whether a URL is that of a webhook, whatever its method, with doubled slashes as without.
 *
 * @param config knows the global prefix, which a route may be excluded from, and whether URLs have a version
 */
export function webhookPaths(
  controllers: readonly Type<unknown>[],
  config: Pick<ApplicationConfig, 'getGlobalPrefix' | 'getVersioning'>,
): (url: string) => boolean {
  const prefix = patternOf(config.getGlobalPrefix());
  const version = config.getVersioning()?.type === VersioningType.URI ? '(?:/[^/]+)?' : '';
  const paths = controllers.flatMap(pathsOf).map(patternOf).join('|');
  const pattern = new RegExp(`^(?:${prefix})?${version}(?:${paths})$`, 'i');
  return (url) => pattern.test(`/${segmentsOf(decoded(url)).join('/')}`);
}

function takesWebhooks(controller: Type<unknown>): boolean {
  const isOurs = controller.prototype instanceof WebhookController;
  return isOurs || [controller, ...methodsOf(controller)].some(hasGuard);
}

function hasGuard(target: object): boolean {
  const guards = (Reflect.getMetadata(GUARDS, target) ?? []) as readonly unknown[];
  return guards.some(
    (guard) =>
      guard === WebhookSecretGuard ||
      guard instanceof WebhookSecretGuard ||
      (typeof guard === 'function' && guard.prototype instanceof WebhookSecretGuard),
  );
}

function pathsOf(controller: Type<unknown>): readonly string[] {
  const methods = new Set(methodsOf(controller).flatMap(declaredPaths));
  return declaredPaths(controller).flatMap((path) =>
    [...methods].map((method) => `${path}/${method}`),
  );
}

function declaredPaths(target: object): readonly string[] {
  return [(Reflect.getMetadata(PATH, target) ?? []) as string | readonly string[]].flat();
}

function methodsOf({ prototype }: Type<unknown>): readonly object[] {
  const methods: object[] = [];
  let holder = prototype as object | null;
  while (holder !== null && holder !== Object.prototype) {
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(holder))) {
      if (typeof value === 'function') methods.push(value as object);
    }
    holder = Object.getPrototypeOf(holder) as object | null;
  }
  return methods;
}

/** A path as the text of a regular expression: parameters match one segment, wildcards any number. */
function patternOf(path: string): string {
  return segmentsOf(path)
    .map((segment) => {
      if (segment.startsWith(':')) return '/[^/]+';
      if (segment.includes('*')) return '/.*';
      return `/${segment.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')}`;
    })
    .join('');
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(url: string): string {
  const [path = ''] = url.split(/[?#]/);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
