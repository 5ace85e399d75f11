import type { DeliveryWithEvent } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import type {
  EventTable,
  LedgerTables,
  WebhookOutcome,
  WebhookTable,
} from '../../libs/ovgc/src/ledger/ledger.tables.js';
import type { OrderRow, PaymentRow } from '../../libs/ovgc/src/ledger/payments.queries.js';
import type { Insertable, Transaction } from 'kysely';

export const ACCOUNT = 'default';

/** An order that the gateway has not answered for. */
export function intentRow(orderUuid: string, change: Partial<OrderRow> = {}): OrderRow {
  return {
    account: ACCOUNT,
    orderUuid,
    transactionId: null,
    url: null,
    status: 'Pending',
    amount: '25.00',
    email: 'customer@example.com',
    successUrl: 'https://yoursite.com/success',
    cancelUrl: 'https://yoursite.com/cancel',
    productTitle: null,
    firstName: null,
    lastName: null,
    metadata: '{}',
    createdAt: 1000,
    expiresAt: null,
    paidAt: null,
    updatedAt: 1000,
    gatewayStatus: null,
    checkedAt: null,
    ...change,
  };
}

/** An order that the gateway has answered for. */
export function paymentRow(orderUuid: string, change: Partial<PaymentRow> = {}): PaymentRow {
  return {
    ...intentRow(orderUuid),
    transactionId: `invoice_${orderUuid}`,
    url: `https://gateway.test/checkout/${orderUuid}`,
    expiresAt: 2000,
    ...change,
  };
}

/** A webhook as it is stored. */
export function webhookRow(
  transactionId: string,
  outcome: WebhookOutcome = 'succeeded',
  change: Partial<Insertable<WebhookTable>> = {},
): Insertable<WebhookTable> {
  return {
    account: ACCOUNT,
    duplicateKey: `${transactionId} ${outcome}`,
    transactionId,
    outcome,
    state: 'unmatched',
    body: '{}',
    receivedAt: 1000,
    ...change,
  };
}

/** An event as it is stored. */
export function eventRow(id: string, orderUuid = 'A', account = ACCOUNT): Insertable<EventTable> {
  return {
    id,
    account,
    name: 'ovgc.payment.succeeded',
    orderUuid,
    transactionId: `invoice_${orderUuid}`,
    payload: '{}',
    occurredAt: 1000,
    unhandled: 0,
  };
}

/** A delivery as it is stored, due at 1000. */
export function deliveryRow(
  eventId: string,
  handler = 'Shop.fulfil',
  change: Partial<DeliveryWithEvent> = {},
) {
  return {
    account: ACCOUNT,
    eventId,
    handler,
    orderUuid: 'A',
    state: 'pending' as const,
    attempts: 0,
    nextAttemptAt: 1000,
    createdAt: 1000,
    ...change,
  };
}

/** Does something in one transaction. */
export function write<T>(
  ledger: Ledger,
  work: (trx: Transaction<LedgerTables>) => Promise<T>,
): Promise<T> {
  return ledger.commit(async (trx) => [await work(trx)], undefined);
}
