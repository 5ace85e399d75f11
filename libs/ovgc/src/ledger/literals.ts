import { sql } from 'kysely';
import type { PaymentStatus } from '../payments/payment.js';
import type { DeliveryState, WebhookState } from './ledger.tables.js';

// What the partial indexes are made of, to stand in the text of a query. Were it a parameter, SQLite would plan the query
// anew at each call, to see whether the index still serves: that takes ten times as long as the answer.

export const deliveryIs = { pending: sql.lit<DeliveryState>('pending') } as const;
export const webhookIs = {
  parked: sql.lit<WebhookState>('parked'),
  unrecognised: sql.lit<WebhookState>('unrecognised'),
} as const;
export const paymentIs = {
  pending: sql.lit<PaymentStatus>('Pending'),
  paid: sql.lit<PaymentStatus>('Paid'),
} as const;
