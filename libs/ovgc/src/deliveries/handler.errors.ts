import { OvgcConfigurationError } from '../ovgc.errors.js';

/** A handler's provider must be a singleton: the module holds its instance and calls it outside of any request. */
export function notSingleton(name: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `the durable handler ${name} is not a method of a singleton: give its provider, and everything that it injects, ` +
      'the default scope',
  ]);
}

/** The decorator is on a static method: no instance has it. */
export function isStatic(method: string): OvgcConfigurationError {
  return neverCalled(method, 'it is static. Make it a method of an instance');
}

/** The decorator is on a method without a name that deliveries could be stored under. */
export function isSymbol(method: string): OvgcConfigurationError {
  return neverCalled(method, 'its name is a symbol. Name the method by a text');
}

/** Something else than a method stands under the method's name. */
export function notAMethod(name: string): OvgcConfigurationError {
  return neverCalled(
    name,
    'the instance has no function of this name. Look for a subclass or another decorator that replaces it',
  );
}

export function nameTaken(name: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `two durable handlers are named ${name}: provide their class in one module only, or give one of them another ` +
      "name, as in @OnPaymentSucceeded({ name: 'invoicing' })",
  ]);
}

export function nameEmpty(method: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `the name of the durable handler ${method} is empty: leave the name out or set one`,
  ]);
}

export function accountMissing(
  name: string,
  account: string,
  accounts: readonly string[],
): OvgcConfigurationError {
  return neverCalled(
    name,
    `it listens to the account ${account}, which is not registered. Registered accounts: ${accounts.join(', ')}`,
  );
}

function neverCalled(name: string, reason: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `the durable handler ${name} would never be called: ${reason}`,
  ]);
}
