import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { PaymentEvent, PaymentEventType } from '../events/payment.events.js';
import { type DurableHandler, handlerMarks } from './handler.decorators.js';
import { accountMissing, nameEmpty, nameTaken, notSingleton } from './handler.errors.js';

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
  private readonly namesByType = new Map<string, string[]>();

  constructor(
    private readonly account: string,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * Finds the durable handlers among all providers and controllers.
   *
   * @param accounts the names of all registered accounts
   * @throws OvgcConfigurationError `configuration`: two handlers have the same name, or a handler has an empty name,
   *   is not a method of a singleton, or listens to an account that is not registered
   */
  discover(accounts: readonly string[]): void {
    const wrappers = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    // An instance that is provided under several tokens is one handler.
    const seen = new Set<unknown>();
    for (const wrapper of wrappers) {
      if (seen.has(wrapper.instance)) continue;
      seen.add(wrapper.instance);
      this.registerAll(wrapper, accounts);
    }
  }

  /** Returns the names of the handlers that listen to a type of event. */
  namesFor(type: PaymentEventType): readonly string[] {
    return this.namesByType.get(type) ?? [];
  }

  /** Returns the names of the handlers by the type of event that they listen to. */
  byType(): ReadonlyMap<string, readonly string[]> {
    return this.namesByType;
  }

  /** Returns the names of all handlers, each once. */
  names(): readonly string[] {
    return [...new Set(this.handlers.map(({ name }) => name))];
  }

  /** Returns the handler of a name for a type of event; undefined when the app no longer has it. */
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
      if (name === '') throw nameEmpty(`${instance.constructor.name}.${method}`);
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
      this.namesByType.set(type, [...this.namesFor(type), name]);
    }
  }
}
