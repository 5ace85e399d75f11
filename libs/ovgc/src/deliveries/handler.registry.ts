import type { DiscoveryService, ModulesContainer } from '@nestjs/core';
import type { PaymentEvent, PaymentEventType } from '../events/payment.events.js';
import { type DurableHandler, type HandlerMark, handlerMarks } from './handler.decorators.js';
import {
  accountMissing,
  nameEmpty,
  nameTaken,
  notAMethod,
  notSingleton,
} from './handler.errors.js';

/** A durable handler that was found in the app. */
export interface RegisteredHandler {
  readonly name: string;
  /** The name of its class, if its own name was made of it; null when it was given one. */
  readonly className: string | null;
  readonly type: PaymentEventType;
  readonly handle: DurableHandler<PaymentEvent>;
}

type InstanceWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** The durable handlers of the app that listen to one account. */
export class HandlerRegistry {
  private readonly handlers: RegisteredHandler[] = [];
  private readonly namesByType = new Map<string, string[]>();
  /** An instance that is provided under several tokens is one handler. */
  private readonly registered = new WeakSet<object>();

  constructor(
    private readonly account: string,
    private readonly modules: ModulesContainer,
  ) {}

  /**
   * Finds the durable handlers among all providers, controllers and enhancers. When it is called again, it adds those of
   * modules that were loaded in the meantime.
   *
   * @param accounts the names of all registered accounts
   * @throws OvgcConfigurationError `configuration`: two handlers have the same name, or a handler has an empty name,
   *   is not a method of a singleton, or listens to an account that is not registered
   */
  discover(accounts: readonly string[]): void {
    for (const { providers, controllers, injectables } of this.modules.values()) {
      for (const group of [providers, controllers, injectables]) {
        for (const wrapper of group.values()) this.registerAll(wrapper, accounts);
      }
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

  /** Returns all handlers: one that listens to several types of event once for each. */
  all(): readonly RegisteredHandler[] {
    return this.handlers;
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
    if (!wrapper.isDependencyTreeStatic() || wrapper.isTransient) {
      const [handler] = prototypesOf(wrapper).flatMap((one) => this.handlersOf(one, one, accounts));
      if (handler) throw notSingleton(handler.name);
    } else if (isObject(instance) && !this.registered.has(instance)) {
      this.add(this.handlersOf(Object.getPrototypeOf(instance), instance, accounts));
      this.registered.add(instance);
    }
  }

  private handlersOf(
    prototype: object | null,
    instance: object,
    accounts: readonly string[],
  ): readonly RegisteredHandler[] {
    if (prototype === null) return [];
    return [...handlerMarks(prototype)].flatMap(([method, marks]) =>
      marks
        .map((mark) => this.handlerOf(instance as Methods, method, mark, accounts))
        .filter((handler) => handler !== null),
    );
  }

  /** Returns null for a handler of another account. */
  private handlerOf(
    instance: Methods,
    method: string,
    { type, options }: HandlerMark,
    accounts: readonly string[],
  ): RegisteredHandler | null {
    const { account } = options;
    const className = instance.constructor.name;
    const name = options.name ?? `${className}.${method}`;
    if (name === '') throw nameEmpty(`${className}.${method}`);
    if (account !== undefined && !accounts.includes(account)) {
      throw accountMissing(name, account, accounts);
    }
    if (account !== undefined && account !== this.account) return null;
    if (typeof instance[method] !== 'function') throw notAMethod(name);
    return {
      name,
      className: options.name === undefined ? className : null,
      type,
      handle: (event, delivery) => instance[method]?.(event, delivery),
    };
  }

  /** Adds all of them, or none. */
  private add(found: readonly RegisteredHandler[]): void {
    const keys = [...this.handlers, ...found].map(({ name, type }) => `${type} ${name}`);
    const taken = found.find(({ name, type }) => {
      const key = `${type} ${name}`;
      return keys.indexOf(key) !== keys.lastIndexOf(key);
    });
    if (taken) throw nameTaken(taken.name);
    for (const handler of found) {
      this.handlers.push(handler);
      this.namesByType.set(handler.type, [...this.namesFor(handler.type), handler.name]);
    }
  }
}

type Methods = Record<string, DurableHandler<PaymentEvent> | undefined>;

/** What the instances of a provider inherit from, as far as that can be told before there is one. */
function prototypesOf({ metatype, token }: InstanceWrapper): readonly object[] {
  return [...new Set<unknown>([metatype, token])]
    .filter((one) => typeof one === 'function')
    .flatMap(({ prototype }: { prototype?: unknown }) => (isObject(prototype) ? [prototype] : []));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
