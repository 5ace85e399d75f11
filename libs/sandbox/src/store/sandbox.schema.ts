import type { Generated } from 'kysely';
import type { DeclineReason, PaymentClosure, PaymentStatus } from '../payments/payment.js';
import type { WebhookFaultKind } from '../faults/fault.rule.js';
import type { WebhookAttemptReason, WebhookSource, WebhookState } from '../webhooks/webhook.js';

/**
 * The tables of `sandbox.db`. Times are milliseconds since 1970 by the sandbox's clock. Secrets are in `seller` and `api_key`,
 * which a dashboard must be able to show, and nowhere else.
 */
export interface SandboxSchema {
  seller: SellerTable;
  api_key: ApiKeyTable;
  payment: PaymentTable;
  payment_change: PaymentChangeTable;
  webhook: WebhookTable;
  webhook_attempt: WebhookAttemptTable;
  clock: ClockTable;
}

export interface SellerTable {
  /** Order of creation. */
  seq: Generated<number>;
  id: string;
  name: string;
  gateway_active: 0 | 1;
  minimum_amount: string;
  webhook_url: string | null;
  webhook_secret: string;
  created_at: number;
}

export interface ApiKeyTable {
  /** Order of creation. */
  seq: Generated<number>;
  id: string;
  seller_id: string;
  label: string;
  key: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

export interface PaymentTable {
  /** Order of creation. */
  seq: Generated<number>;
  checkout_id: string;
  transaction_id: string;
  /** Whose order it is: two sellers may use the same order id. */
  seller_id: string;
  order_uuid: string;
  amount: string;
  email: string;
  success_url: string;
  cancel_url: string;
  product_title: string | null;
  first_name: string | null;
  last_name: string | null;
  status: PaymentStatus;
  decline_reason: DeclineReason | null;
  card_brand: string | null;
  card_last_four: string | null;
  created_at: number;
  expires_at: number;
  paid_at: number | null;
  closed: PaymentClosure | null;
}

/** What a payment became, and when. */
export interface PaymentChangeTable {
  /** Order of what happened. */
  seq: Generated<number>;
  transaction_id: string;
  at: number;
  status: PaymentStatus;
  closed: PaymentClosure | null;
  decline_reason: DeclineReason | null;
  card_brand: string | null;
  card_last_four: string | null;
}

export interface WebhookTable {
  /** Order of creation. */
  seq: Generated<number>;
  id: string;
  /** Whose endpoint it goes to. */
  seller_id: string;
  /** `payment_status` as sent. */
  event: string;
  transaction_id: string;
  source: WebhookSource;
  state: WebhookState;
  /** The fault that befalls its first attempt. */
  fault: WebhookFaultKind | null;
  /** JSON, with a placeholder where the webhook secret goes. */
  body: string;
  /** Attempts made by schedule; resends do not count. */
  attempts: number;
  created_at: number;
  next_attempt_at: number | null;
}

export interface WebhookAttemptTable {
  seq: Generated<number>;
  webhook_id: string;
  reason: WebhookAttemptReason;
  url: string;
  at: number;
  status: number | null;
  error: string | null;
  latency_ms: number;
  answer: string;
}

export interface ClockTable {
  /** Always 1: there is one clock. */
  id: number;
  /** How far the sandbox's clock is ahead of the machine's, in milliseconds. */
  offset_ms: number;
  /** The time that it stands still at; null when it runs. */
  frozen_at: number | null;
}
