import { DeliveryDeadLetteredEvent } from '../events/delivery.events.js';
import { failureDetail, failureText } from '../events/error.text.js';
import { fromEventRow } from '../events/event.record.js';
import type { DeliveryWithEvent } from '../ledger/deliveries.queries.js';
import type { DeliveryContext } from './delivery.context.js';

/** Logs that a delivery was dead-lettered and publishes a {@link DeliveryDeadLetteredEvent}. Never throws. */
export function reportDeadLetter(
  {
    account,
    publisher,
    logger,
    redact,
  }: Pick<DeliveryContext, 'account' | 'publisher' | 'logger' | 'redact'>,
  delivery: DeliveryWithEvent,
  error: unknown,
): void {
  const { id, handler, attempts } = delivery;
  logger.error(
    `dead letter of ${handler}`,
    `${describeDelivery(delivery)} was dead-lettered after attempt ${attempts}; fix the handler, then replay delivery ${id}`,
    failureDetail(error, redact),
  );
  try {
    const event = fromEventRow(delivery);
    publisher.notify(
      new DeliveryDeadLetteredEvent(
        account,
        String(id),
        handler,
        event,
        attempts,
        failureText(error, redact),
      ),
    );
  } catch (unreadable) {
    // One unreadable row must not stop the other deliveries.
    const message = `could not read the event of delivery ${id}`;
    logger.error('unreadable', message, failureDetail(unreadable, redact));
  }
}

/** Names a delivery in the log. */
export function describeDelivery({ handler, eventId }: DeliveryWithEvent): string {
  return `${handler} for ${eventId}`;
}
