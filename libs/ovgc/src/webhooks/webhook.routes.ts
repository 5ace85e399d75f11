import { type Type, VersioningType } from '@nestjs/common';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { WebhookSecretGuard } from './webhook-secret.guard.js';

// The keys under which Nest keeps what decorators say.
const PATH = 'path';
const GUARDS = '__guards__';
const MODULE_PATH = '__module_path__';

/** A controller that takes webhooks. */
export interface WebhookReceiver {
  readonly controller: Type<unknown>;
  /** Where the app mounts its module with `RouterModule`; empty when it doesn't. */
  readonly modulePath: string;
}

/** Finds the controllers of an app that take webhooks: those of the module, and the app's own ones with its guard. */
export function webhookReceiversIn(modules: ModulesContainer): readonly WebhookReceiver[] {
  return [...modules.values()].flatMap(({ metatype, controllers }) => {
    const modulePath = modulePathOf(metatype, modules.applicationId);
    return [...controllers.values()]
      .map((wrapper) => wrapper.metatype as Type<unknown>)
      .filter((controller) => guardedMethodsOf(controller).length > 0)
      .map((controller) => ({ controller, modulePath }));
  });
}

/**
 * Returns whether a URL is that of a webhook, whatever its method, with doubled slashes as without. Other routes of the
 * same controllers are none.
 *
 * @param config knows the global prefix, which a route may be excluded from, and whether URLs have a version
 */
export function webhookPaths(
  receivers: readonly WebhookReceiver[],
  config: Pick<ApplicationConfig, 'getGlobalPrefix' | 'getVersioning'>,
): (url: string) => boolean {
  const prefix = patternOf(config.getGlobalPrefix());
  const version = config.getVersioning()?.type === VersioningType.URI ? '(?:/[^/]+)?' : '';
  const paths = receivers.flatMap(pathsOf).map(patternOf).join('|');
  const pattern = new RegExp(`^(?:${prefix})?${version}(?:${paths})$`, 'i');
  return (url) =>
    pattern.test(
      segmentsOf(decoded(url))
        .map((segment) => `/${segment}`)
        .join(''),
    );
}

function modulePathOf(module: object, applicationId: string): string {
  const ofThisApp: unknown = Reflect.getMetadata(`${MODULE_PATH}${applicationId}`, module);
  return (ofThisApp ?? Reflect.getMetadata(MODULE_PATH, module) ?? '') as string;
}

function guardedMethodsOf(controller: Type<unknown>): readonly object[] {
  const methods = methodsOf(controller);
  return hasGuard(controller) ? methods : methods.filter(hasGuard);
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

function pathsOf({ controller, modulePath }: WebhookReceiver): readonly string[] {
  const methods = new Set(guardedMethodsOf(controller).flatMap(declaredPaths));
  return declaredPaths(controller).flatMap((path) =>
    [...methods].map((method) => `${modulePath}/${path}/${method}`),
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
      const texts = segment.split(/:\w+/).map((text) => text.replace(/[$()+.?[\\\]^{|}]/g, '\\$&'));
      return `/${texts.join('[^/]+')}`;
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
