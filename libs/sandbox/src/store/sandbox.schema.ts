import type { Generated } from 'kysely';
import type { DeclineReason, PaymentStatus } from '../payments/payment.js';
import type { WebhookFaultKind } from '../faults/fault.rule.js';
import type { WebhookAttemptReason, WebhookSource, WebhookState } from '../webhooks/webhook.js';

/** The tables of `sandbox.db`. Times are milliseconds since 1970 by the sandbox's clock; no column holds a secret. */
export interface SandboxSchema {
  payment: PaymentTable;
  webhook: WebhookTable;
  webhook_attempt: WebhookAttemptTable;
  clock: ClockTable;
}

export interface PaymentTable {
  /** Order of creation. */
  seq: Generated<number>;
  checkout_id: string;
  transaction_id: string;
  /** Whose order it is: two sellers may use the same order id. */
  seller: string;
  order_uuid: string;
  amount: string;
  email: string;
  success_url: string;
  cancel_url: string;
  product_title: string | null;
  first_name: string | null;
  last_name: string | null;
  status: PaymentStatus;
  cancelled: 0 | 1;
  decline_reason: DeclineReason | null;
  card_brand: string | null;
  card_last_four: string | null;
  created_at: number;
  expires_at: number;
  paid_at: number | null;
}

export interface WebhookTable {
  /** Order of creation. */
  seq: Generated<number>;
  id: string;
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
}
