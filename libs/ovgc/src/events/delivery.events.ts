import type { PaymentEvent } from './payment.events.js';

/** A durable handler was given up on an event. The delivery is kept: replay it once the handler is mended. */
export class DeliveryDeadLetteredEvent {
  static readonly type = 'ovgc.delivery.dead_lettered';

  constructor(
    readonly account: string,
    /** For `OvgcDeliveriesService.replay`. */
    readonly deliveryId: string,
    /** Such as `OrderFulfilment.fulfil`. */
    readonly handler: string,
    /** What it should have handled. */
    readonly event: PaymentEvent,
    /** How often it was tried. */
    readonly attempts: number,
    /** What the last try failed with. */
    readonly error: string,
  ) {}
}
