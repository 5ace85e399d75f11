import type { WebhookProblemReason } from '../ledger/ledger.tables.js';

/** No payment here belongs to a webhook. It is stored, and applied as soon as its payment is known. */
export class WebhookUnmatchedEvent {
  static readonly type = 'ovgc.webhook.unmatched';

  constructor(
    readonly account: string,
    /** Its id, as in `OvgcWebhooksService.list`. */
    readonly webhookId: string,
    /** The transaction that it names; null when it names none. */
    readonly transactionId: string | null,
    /** What it says: `succeeded` is somebody's money. */
    readonly outcome: string,
    readonly receivedAt: Date,
  ) {}
}

/**
 * Why a webhook was not recognised.
 *
 * - `contradictory`: its fields contradict each other, or it names two payments.
 * - `unknown_status`: nobody knows its status, or it has none.
 * - `unidentified`: it names no transaction, and no order.
 */
export type WebhookUnrecognisedReason = WebhookProblemReason;

/** A webhook with a right secret was not recognised. It was answered with 200 and is stored; nothing was moved. */
export class WebhookUnrecognisedEvent {
  static readonly type = 'ovgc.webhook.unrecognised';

  constructor(
    readonly account: string,
    /** Its id, as in `OvgcWebhooksService.list`. */
    readonly webhookId: string,
    readonly reason: WebhookUnrecognisedReason,
    /** In a sentence, what is wrong. It holds no secret. */
    readonly detail: string,
    /** The transaction that it names; null when it names none. */
    readonly transactionId: string | null,
  ) {}
}

/**
 * Why a webhook was refused.
 *
 * - `secret_missing`: it has no `webhook_secret`. Answered with 401.
 * - `secret_wrong`: its `webhook_secret` is none of the account's. Answered with 401.
 * - `too_many_open`: no payment belongs to it, and the account has `maxOpenWebhooks` of those. Answered with 503.
 * - `unreadable`: its body is not a JSON object of at most 64 KiB. Answered with 400 or 413. Bodies that the app's own
 *   parser refuses are answered by the app, and never reach the module.
 */
export type WebhookRejectionReason =
  'secret_missing' | 'secret_wrong' | 'too_many_open' | 'unreadable';

/** A webhook was refused, and not stored. Holds nothing of the body. */
export class WebhookRejectedEvent {
  static readonly type = 'ovgc.webhook.rejected';

  constructor(
    readonly account: string,
    readonly reason: WebhookRejectionReason,
    /** In a sentence, what was wrong. */
    readonly detail: string,
  ) {}
}
