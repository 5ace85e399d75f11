import { eventRecord, type EventRecord } from '../../libs/ovgc/src/events/event.record.js';
import { paymentRow } from './ledger.rows.js';

/** The event of a payment that a ledger has. */
export function createdEvent(orderUuid: string): EventRecord {
  return eventRecord('ovgc.payment.created', paymentRow(orderUuid), Date.now());
}
