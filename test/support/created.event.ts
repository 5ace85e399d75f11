import { eventId } from '../../libs/ovgc/src/events/event.record.js';
import { PaymentCreatedEvent } from '../../libs/ovgc/src/events/payment.events.js';
import { toPayment } from '../../libs/ovgc/src/ledger/payment.row.js';
import { ACCOUNT, paymentRow } from './ledger.rows.js';

/** The event of a payment that a ledger has. */
export function createdEvent(orderUuid: string): PaymentCreatedEvent {
  const payment = toPayment(paymentRow(orderUuid), { name: ACCOUNT, currency: null });
  return new PaymentCreatedEvent(eventId(payment, PaymentCreatedEvent.type), payment, new Date());
}
