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

/** What a durable handler is told of the delivery beside the event. */
export interface PaymentDelivery {
  /**
   * The same at every try of this event by this handler, and of no other. Hand it on to whatever has an effect
   * outside your database, or store it in the same transaction as the effect: that makes "at least once" once.
   */
  readonly idempotencyKey: string;
  /** Which try it is, from 1. */
  readonly attempt: number;
  /**
   * Aborted when the call has taken longer than `deliveries.timeoutMs`, the app shuts down and will wait no longer, or
   * another process has taken over.
   */
  readonly signal: AbortSignal;
}

/** How a durable handler is known. */
export interface DurableHandlerOptions {
  /**
   * The name that its deliveries are kept under. Default `ClassName.method`: give one before you rename either, or
   * what is still to be delivered waits for a handler that is gone.
   */
  readonly name?: string;
  /** The account it listens to. Default all of them. */
  readonly account?: string;
}

/** A durable handler: a method of any provider. It is tried again until it neither throws nor rejects. */
export type DurableHandler<E extends PaymentEvent> = (
  event: E,
  delivery: PaymentDelivery,
) => unknown;

/** Puts a durable handler on a method whose parameters fit the event. */
export type DurableHandlerDecorator<E extends PaymentEvent> = <M extends DurableHandler<E>>(
  target: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** What a decorator leaves on a method. */
export interface HandlerMark {
  readonly type: PaymentEventType;
  readonly options: DurableHandlerOptions;
}

const MARKS = Symbol('ovgc durable handler');

/**
 * The money is there: fulfil. Called at least once for each payment that succeeds, awaited, retried alone with
 * backoff across restarts, and given up visibly.
 */
export const OnPaymentSucceeded = durable(PaymentSucceededEvent);

/** A payment was declined. A success may still follow, with `late: true`. Durable. */
export const OnPaymentDeclined = durable(PaymentDeclinedEvent);

/** A checkout window passed without a payment. A success may still follow, with `late: true`. Durable. */
export const OnPaymentExpired = durable(PaymentExpiredEvent);

/** A paid payment was said to be declined; it stays paid. Durable. */
export const OnPaymentConflicted = durable(PaymentConflictedEvent);

/** The gateway has created a payment. Durable. */
export const OnPaymentCreated = durable(PaymentCreatedEvent);

/** The marks on a method; none where it is no durable handler. */
export function handlerMarks(method: object): readonly HandlerMark[] {
  return (Reflect.getOwnMetadata(MARKS, method) as readonly HandlerMark[] | undefined) ?? [];
}

function durable<E extends PaymentEvent>(event: {
  readonly type: PaymentEventType;
  readonly prototype: E;
}): (options?: DurableHandlerOptions) => DurableHandlerDecorator<E> {
  return (options = {}) =>
    (_target, _method, { value: method }) => {
      if (method === undefined) return;
      const mark: HandlerMark = { type: event.type, options };
      Reflect.defineMetadata(MARKS, [...handlerMarks(method), mark], method);
    };
}
