import 'reflect-metadata';
import {
  PaymentConflictedEvent,
  PaymentCreatedEvent,
  PaymentDeclinedEvent,
  PaymentExpiredEvent,
  type PaymentEvent,
  type PaymentEventType,
  PaymentSucceededEvent,
} from '../events/payment.events.js';
import { isStatic, isSymbol } from './handler.errors.js';

/**
 * What a durable handler receives beside the event. It is a class, so that a decorated method can have it as the type of a
 * parameter without `import type`.
 */
export class PaymentDelivery {
  /**
   * The same for every attempt of this handler with this event, and for nothing else. Pass it to the services that the
   * handler calls, or store it with a unique constraint in the same transaction as the handler's effect. Then an effect
   * happens once although the handler is called at least once.
   */
  readonly idempotencyKey: string;
  /** The number of this attempt, from 1. A replay starts again at 1. */
  readonly attempt: number;
  /**
   * Aborted when the call has taken longer than `deliveries.timeoutMs`, when the app has waited for it for
   * `deliveries.shutdownTimeoutMs` while it shuts down, or when another process has taken over the delivery. Pass it
   * on to `fetch` and the like. If a handler ignores its signal, calls can overlap.
   */
  readonly signal: AbortSignal;

  constructor({ idempotencyKey, attempt, signal }: PaymentDelivery) {
    this.idempotencyKey = idempotencyKey;
    this.attempt = attempt;
    this.signal = signal;
  }
}

/** The options of a durable handler's decorator. */
export interface DurableHandlerOptions {
  /**
   * The name that its deliveries are stored under. Default `ClassName.method`. Set it before you rename the class or the
   * method, or if a bundler minifies class names: pending deliveries wait for a handler of the old name.
   */
  readonly name?: string;
  /** The name of the account that it listens to. Default: all accounts. */
  readonly account?: string;
}

/**
 * A durable handler: a method of a provider or controller. It may return what a Nest controller may: a value, a promise,
 * or an Observable, which is subscribed to and awaited to its end. It is retried until it neither throws nor rejects,
 * nor its Observable fails.
 */
export type DurableHandler<E extends PaymentEvent> = (
  event: E,
  delivery: PaymentDelivery,
) => unknown;

/**
 * Makes a method a durable handler. Its parameters must fit the event.
 *
 * @throws OvgcConfigurationError `configuration`: the method is static, or its name is a symbol
 */
export type DurableHandlerDecorator<E extends PaymentEvent> = <M extends DurableHandler<E>>(
  target: object,
  method: string,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** What a decorator stores on a method. */
export interface HandlerMark {
  readonly type: PaymentEventType;
  readonly options: DurableHandlerOptions;
}

type MarksByMethod = ReadonlyMap<string, readonly HandlerMark[]>;

/** The same in every copy of this package: an app may have got two by its dependencies. */
const MARKS = Symbol.for('nestjs-ovgc durable handlers');

/**
 * Makes a method a durable handler of payments that succeed: the money is captured, so fulfil the order.
 *
 * The method is called at least once for each such payment, also after a crash. If it throws or rejects, it is retried
 * with exponential backoff, independently of other handlers and across restarts. After `deliveries.maxRetryDurationMs`
 * the delivery is dead-lettered: a `DeliveryDeadLetteredEvent` is published, and you can replay it with
 * `OvgcDeliveriesService`.
 *
 * A handler receives the events of one payment in order, one at a time.
 *
 * ```ts
 * @Injectable()
 * export class OrderFulfilment {
 *   @OnPaymentSucceeded()
 *   async fulfil({ payment }: PaymentSucceededEvent, { idempotencyKey }: PaymentDelivery) {
 *     await this.warehouse.ship(payment.orderUuid, { idempotencyKey });
 *   }
 * }
 * ```
 */
export const OnPaymentSucceeded = durable(PaymentSucceededEvent);

/** Makes a method a durable handler of payments that are declined. A success with `late: true` may still follow. */
export const OnPaymentDeclined = durable(PaymentDeclinedEvent);

/**
 * Makes a method a durable handler of payments whose checkout window has passed. A success with `late: true` may still
 * follow.
 */
export const OnPaymentExpired = durable(PaymentExpiredEvent);

/** Makes a method a durable handler of paid payments that a later webhook calls declined. They stay paid. */
export const OnPaymentConflicted = durable(PaymentConflictedEvent);

/** Makes a method a durable handler of payments that the gateway has created. */
export const OnPaymentCreated = durable(PaymentCreatedEvent);

/**
 * Returns the marks on the methods of a class, by the methods' names; `prototype` is what its instances inherit from. A
 * method that overrides another one inherits its marks, except for a type of event that it is marked for itself.
 */
export function handlerMarks(prototype: object): MarksByMethod {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const marks = new Map(parent === null ? [] : handlerMarks(parent));
  for (const [method, own] of ownMarks(prototype)) {
    const types = new Set(own.map(({ type }) => type));
    const inherited = marks.get(method)?.filter(({ type }) => !types.has(type)) ?? [];
    marks.set(method, [...own, ...inherited]);
  }
  return marks;
}

function durable<E extends PaymentEvent>(event: {
  readonly type: PaymentEventType;
  readonly prototype: E;
}): (options?: DurableHandlerOptions) => DurableHandlerDecorator<E> {
  return (options = {}) =>
    (target: object, method: string | symbol, descriptor?: PropertyDescriptor) => {
      if (typeof target === 'function') throw isStatic(`${target.name}.${String(method)}`);
      if (typeof method === 'symbol') {
        throw isSymbol(`${target.constructor.name}.${String(method)}`);
      }
      const before = ownMarks(target);
      const mark: HandlerMark = { type: event.type, options };
      const marks = [...(before.get(method) ?? []), mark];
      // By the method's name: a decorator above this one may replace the function, and an override does.
      Reflect.defineMetadata(MARKS, new Map(before).set(method, marks), target);
      // And on the function: a mixin may copy it to another class.
      const copied: unknown = descriptor?.value;
      if (typeof copied === 'function') Reflect.defineMetadata(MARKS, marks, copied, method);
    };
}

/** Returns the marks on the methods that a class itself has: those that were decorated there, or copied from elsewhere. */
function ownMarks(prototype: object): MarksByMethod {
  const decorated = Reflect.getOwnMetadata(MARKS, prototype) as MarksByMethod | undefined;
  const copied = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(
    ([method, { value }]: [string, PropertyDescriptor]) => {
      const marks: unknown =
        typeof value === 'function' ? Reflect.getOwnMetadata(MARKS, value, method) : undefined;
      return marks === undefined ? [] : [[method, marks as readonly HandlerMark[]] as const];
    },
  );
  return new Map([...copied, ...(decorated ?? [])]);
}
