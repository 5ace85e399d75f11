import type { PaymentEvent } from './payment.events.js';

/**
 * A durable handler kept failing, and its delivery of an event was dead-lettered: the handler isn't called again. The
 * delivery stays in the ledger. Fix the handler, then replay the delivery.
 *
 * ```ts
 * @OnEvent(DeliveryDeadLetteredEvent.type)
 * alert({ handler, deliveryId, error }: DeliveryDeadLetteredEvent) {
 *   this.pager.notify(`${handler} failed: ${error}. Replay delivery ${deliveryId}.`);
 * }
 * ```
 */
export class DeliveryDeadLetteredEvent {
  static readonly type = 'ovgc.delivery.dead_lettered';

  constructor(
    /** The name that the module was registered under, `default` unless you set one. */
    readonly account: string,
    /** Pass it to `OvgcDeliveriesService.replay`. */
    readonly deliveryId: string,
    /** The name of the durable handler, such as `OrderFulfilment.fulfil`. */
    readonly handler: string,
    /** The event that the handler didn't complete. */
    readonly event: PaymentEvent,
    /** How many attempts were made. */
    readonly attempts: number,
    /** The message of the last attempt's error. */
    readonly error: string,
  ) {}
}
