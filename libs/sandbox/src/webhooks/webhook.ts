import type { WebhookFaultKind } from '../faults/fault.rule.js';

/**
 * Where a webhook stands:
 * - `pending`: an attempt is under way or due later.
 * - `delivered`: the seller answered 2xx.
 * - `failed`: every attempt of the schedule failed; only a resend sends it again.
 * - `no_endpoint`: there was no address to send it to.
 * - `dropped`: lost on the way, by a fault.
 */
export type WebhookState = 'pending' | 'delivered' | 'failed' | 'no_endpoint' | 'dropped';

/** Whether a change of a payment caused it, or somebody's trigger. */
export type WebhookSource = 'payment' | 'trigger';

/** Why an attempt was made. */
export type WebhookAttemptReason = 'schedule' | 'resend' | 'trigger';

/** The webhook statuses of the gateway (OVGC API, Webhooks). */
export type WebhookEvent = 'payment.succeeded' | 'payment.declined';

/** One try to deliver a webhook, and what came of it. */
export interface WebhookAttempt {
  readonly reason: WebhookAttemptReason;
  /** The address without its query. */
  readonly url: string;
  /** When it left, by the sandbox's clock. */
  readonly at: Date;
  /** The HTTP status that the seller answered; null when no answer came. */
  readonly status: number | null;
  /** Why no answer came; null when one did. */
  readonly error: string | null;
  /** Milliseconds until the answer or the error, by the machine's clock. */
  readonly latencyMs: number;
  /** The first bytes of the answer, up to 1,000 characters. */
  readonly answer: string;
}

/** A webhook as the log shows it. */
export interface WebhookLogEntry {
  /** Identifies it when it is resent. */
  readonly id: string;
  /** Whose endpoint it goes to. */
  readonly sellerId: string;
  /** `payment_status` as sent: `payment.succeeded`, `payment.declined`, or what a trigger made of it. */
  readonly event: string;
  /** The payment that it is about. */
  readonly transactionId: string;
  readonly source: WebhookSource;
  readonly state: WebhookState;
  /** The fault that befell it; null when none did. */
  readonly fault: WebhookFaultKind | null;
  /** The body as sent, but for the webhook secret: a placeholder stands in its place. */
  readonly body: Readonly<Record<string, unknown>>;
  /** When it was created, by the sandbox’s clock. */
  readonly createdAt: Date;
  /** When it is tried next; null when it is not. */
  readonly nextAttemptAt: Date | null;
  /** Oldest first. */
  readonly attempts: readonly WebhookAttempt[];
}
