import type { Payment } from '../payments/payment.js';

/** Something that happened to a payment, once. */
export abstract class PaymentEvent {
  constructor(
    /** Stable and unique: made of the transaction and the kind of event. */
    readonly id: string,
    /** The payment as it stood right after. */
    readonly payment: Payment,
    readonly occurredAt: Date,
  ) {}
}

/** The gateway has created the payment: the customer can be sent to its `url`. */
export class PaymentCreatedEvent extends PaymentEvent {
  static readonly type = 'ovgc.payment.created';
}

/** The money is captured: safe to fulfil (docs/gateway-api.md, Webhooks). At most one for a payment. */
export class PaymentSucceededEvent extends PaymentEvent {
  static readonly type = 'ovgc.payment.succeeded';

  constructor(
    id: string,
    payment: Payment,
    occurredAt: Date,
    /** The payment had been declined or expired before: what was undone for that may have to be done again. */
    readonly late: boolean,
  ) {
    super(id, payment, occurredAt);
  }
}

/** The payment was declined inside its checkout window. A success may still follow. */
export class PaymentDeclinedEvent extends PaymentEvent {
  static readonly type = 'ovgc.payment.declined';
}

/** The checkout window passed without a payment. A success may still follow. */
export class PaymentExpiredEvent extends PaymentEvent {
  static readonly type = 'ovgc.payment.expired';
}

/** A paid payment was said to be declined. It stays paid; a person should look at it in the dashboard. */
export class PaymentConflictedEvent extends PaymentEvent {
  static readonly type = 'ovgc.payment.conflicted';
}

/** The kinds of event that payments have. */
export const PAYMENT_EVENTS = [
  PaymentCreatedEvent,
  PaymentSucceededEvent,
  PaymentDeclinedEvent,
  PaymentExpiredEvent,
  PaymentConflictedEvent,
] as const;
export type PaymentEventClass = (typeof PAYMENT_EVENTS)[number];

/** The name under which an event is published, such as `ovgc.payment.succeeded`. */
export type PaymentEventType = PaymentEventClass['type'];

/** The name under which an event is published. */
export function typeOf(event: PaymentEvent): PaymentEventType {
  return (event.constructor as PaymentEventClass).type;
}
