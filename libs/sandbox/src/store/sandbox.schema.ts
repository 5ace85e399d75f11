import type { Generated } from 'kysely';
import type { CardSummary, Payment } from '../payments/payment.js';
import type { PaymentChange } from '../payments/payment.timeline.js';
import type { ApiKey, Seller } from '../sellers/seller.js';
import type { WebhookAttempt, WebhookLogEntry } from '../webhooks/webhook.js';
import type { Stored } from './stored.js';

/**
 * The tables of `sandbox.db`, whose columns have the same names in snake_case. Times are by the sandbox's clock. Secrets
 * are stored in `seller` and `api_key`, because the dashboard must be able to show them, and nowhere else.
 */
export interface SandboxSchema {
  seller: SellerTable;
  apiKey: ApiKeyTable;
  payment: PaymentTable;
  paymentChange: PaymentChangeTable;
  webhook: WebhookTable;
  webhookAttempt: WebhookAttemptTable;
  clock: ClockTable;
}

/** A row whose `seq` is the order of creation. */
type Row<T> = Stored<T> & { seq: Generated<number> };

interface CardColumns {
  cardBrand: CardSummary['brand'] | null;
  cardLastFour: CardSummary['lastFour'] | null;
}

export type SellerTable = Row<Omit<Seller, 'apiKeys'>>;
export type ApiKeyTable = Row<ApiKey> & { sellerId: string };
export type PaymentTable = Row<Omit<Payment, 'sellerName' | 'card'>> & CardColumns;
export type PaymentChangeTable = Row<Omit<PaymentChange, 'card'>> &
  CardColumns & { transactionId: string };
export type WebhookAttemptTable = Row<WebhookAttempt> & { webhookId: string };

export interface WebhookTable extends Row<Omit<WebhookLogEntry, 'attempts' | 'body'>> {
  /** JSON, with a placeholder where the webhook secret goes. */
  body: string;
  /** Scheduled attempts; resends do not count. */
  attempts: number;
}

export interface ClockTable {
  /** Always 1: there is one clock. */
  id: number;
  /** How far the sandbox's clock is ahead of the machine's, in milliseconds. */
  offsetMs: number;
  /** The time it is frozen at; null when it runs. */
  frozenAt: number | null;
}
