import type { WebhookFaultKind } from '../faults/fault.rule.js';

/**
 * The state of a webhook:
 * - `pending`: an attempt is being made or planned.
 * - `delivered`: the endpoint answered 2xx.
 * - `failed`: every attempt of the schedule failed; only a resend sends it again.
 * - `no_endpoint`: no webhook URL was set.
 * - `dropped`: a fault kept it from being sent.
 */
export type WebhookState = 'pending' | 'delivered' | 'failed' | 'no_endpoint' | 'dropped';

/** Whether it was caused by a change of a payment or by a trigger. */
export type WebhookSource = 'payment' | 'trigger';

/** Why an attempt was made. */
export type WebhookAttemptReason = 'schedule' | 'resend' | 'trigger';

/** The webhook statuses of the gateway (docs/gateway-api.md, Webhooks). */
export type WebhookEvent = 'payment.succeeded' | 'payment.declined';

/** An attempt to deliver a webhook, and its result. */
export interface WebhookAttempt {
  readonly reason: WebhookAttemptReason;
  /** The address without its query. */
  readonly url: string;
  /** When it was sent, by the sandbox's clock. */
  readonly at: Date;
  /** The HTTP status of the endpoint's answer; null when there was none. */
  readonly status: number | null;
  /** Why there was no answer; null when there was one. */
  readonly error: string | null;
  /** Milliseconds until the answer or the error, by the machine's clock. */
  readonly latencyMs: number;
  /** The beginning of the answer, up to 1,000 characters. */
  readonly answer: string;
}

/** A webhook as the log shows it. */
export interface WebhookLogEntry {
  /** Identifies it when it is resent. */
  readonly id: string;
  /** The seller whose endpoint it is sent to. */
  readonly sellerId: string;
  /** `payment_status` as sent: `payment.succeeded`, `payment.declined`, or the event of a trigger. */
  readonly event: string;
  /** The payment that it is about. */
  readonly transactionId: string;
  readonly source: WebhookSource;
  readonly state: WebhookState;
  /** The fault that affected it; null when none did. */
  readonly fault: WebhookFaultKind | null;
  /** The body as sent, with a placeholder in place of the webhook secret. */
  readonly body: Readonly<Record<string, unknown>>;
  /** When it was created, by the sandbox’s clock. */
  readonly createdAt: Date;
  /** When the next attempt is due; null when none is planned. */
  readonly nextAttemptAt: Date | null;
  /** Oldest first. */
  readonly attempts: readonly WebhookAttempt[];
}
