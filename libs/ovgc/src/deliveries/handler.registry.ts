import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { OvgcConfigurationError } from '../ovgc.errors.js';
import { type DurableHandler, handlerMarks } from './handler.decorators.js';
import {
  PAYMENT_EVENTS,
  type PaymentEvent,
  type PaymentEventType,
} from '../events/payment.events.js';

/** A durable handler that was found in the app. */
export interface RegisteredHandler {
  readonly name: string;
  readonly type: PaymentEventType;
  readonly handle: DurableHandler<PaymentEvent>;
}

type InstanceWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** The durable handlers of the app that listen to one account. */
export class HandlerRegistry {
  private readonly handlers: RegisteredHandler[] = [];

  constructor(
    private readonly account: string,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * Looks through all providers and controllers.
   *
   * @param accounts the names of all accounts that a handler may listen to
   * @throws OvgcConfigurationError two handlers share a name, one has none, is not a singleton, or listens to an
   *   account that is not there
   */
  discover(accounts: readonly string[]): void {
    const wrappers = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    // One instance may be provided under several tokens: it is one handler all the same.
    const seen = new Set<unknown>();
    for (const wrapper of wrappers) {
      if (seen.has(wrapper.instance)) continue;
      seen.add(wrapper.instance);
      this.registerAll(wrapper, accounts);
    }
  }

  /** Who must hear of a kind of event. */
  namesFor(type: PaymentEventType): readonly string[] {
    return this.handlers.filter((handler) => handler.type === type).map(({ name }) => name);
  }

  /** The names of the handlers of each type of event. */
  byType(): ReadonlyMap<string, readonly string[]> {
    return new Map(PAYMENT_EVENTS.map(({ type }) => [type, this.namesFor(type)]));
  }

  /** The names of all handlers. */
  names(): readonly string[] {
    return [...new Set(this.handlers.map(({ name }) => name))];
  }

  /** The handler of a name for a kind of event; undefined when the app has none any more. */
  find(name: string, type: string): RegisteredHandler | undefined {
    return this.handlers.find((handler) => handler.name === name && handler.type === type);
  }

  private registerAll(wrapper: InstanceWrapper, accounts: readonly string[]): void {
    const instance: unknown = wrapper.instance;
    if (typeof instance !== 'object' || instance === null) return;
    const prototype = Object.getPrototypeOf(instance) as object | null;
    for (const method of this.scanner.getAllMethodNames(prototype)) {
      this.register(wrapper, instance as Record<string, unknown>, method, accounts);
    }
  }

  private register(
    wrapper: InstanceWrapper,
    instance: Record<string, unknown>,
    method: string,
    accounts: readonly string[],
  ): void {
    const handler = instance[method];
    if (typeof handler !== 'function') return;
    for (const { type, options } of handlerMarks(handler)) {
      const { account } = options;
      const name = options.name ?? `${instance.constructor.name}.${method}`;
      if (name === '') throw nameless(`${instance.constructor.name}.${method}`);
      if (account !== undefined && !accounts.includes(account)) {
        throw accountMissing(name, account, accounts);
      }
      if (account !== undefined && account !== this.account) continue;
      if (!wrapper.isDependencyTreeStatic() || wrapper.isTransient) throw notSingleton(name);
      if (this.find(name, type)) throw nameTaken(name);
      this.handlers.push({
        name,
        type,
        handle: (event, delivery) => handler.call(instance, event, delivery) as unknown,
      });
    }
  }
}

function notSingleton(name: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `the durable handler ${name} is not on a singleton, and nobody but the module would hold on to it: ` +
      'give its provider, and what it injects, the default scope',
  ]);
}

function nameTaken(name: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `two durable handlers are called ${name}: provide their class in one module only, or give one of them a ` +
      "name of its own, as in @OnPaymentSucceeded({ name: 'invoicing' })",
  ]);
}

function nameless(method: string): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `the name of the durable handler ${method} is empty: leave it out, or give it one`,
  ]);
}

function accountMissing(
  name: string,
  account: string,
  accounts: readonly string[],
): OvgcConfigurationError {
  return new OvgcConfigurationError([
    `the durable handler ${name} listens to the account ${account}, which is not registered ` +
      `(there is ${accounts.join(', ')}): it would never be called`,
  ]);
}
