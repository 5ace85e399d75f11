/** A webhook has waited for its transaction for too long. It is kept, and applied should the transaction turn up. */
export class WebhookUnmatchedEvent {
  static readonly type = 'ovgc.webhook.unmatched';

  constructor(
    readonly account: string,
    /** Its number in the ledger. */
    readonly webhookId: string,
    readonly transactionId: string,
    /** What it says: `succeeded` is somebody's money. */
    readonly outcome: string,
    readonly receivedAt: Date,
  ) {}
}

/** Why a webhook moves nothing. */
export type WebhookRejectionReason =
  /** There was no `webhook_secret` in it. Answered 401, not kept. */
  | 'secret_missing'
  /** Its `webhook_secret` is none of the account's. Answered 401, not kept. */
  | 'secret_wrong'
  /**
   * The body is not one a webhook can have. Answered 400 or 413, not kept. What the app's own parser refuses, as not
   * JSON or too large, is answered by the app, and never gets here.
   */
  | 'unreadable'
  /** The secret is right, but its fields contradict each other. Answered 200, kept. */
  | 'contradictory'
  /** The secret is right, but nobody knows its status. Answered 200, kept. */
  | 'unknown_status';

/** A webhook was refused, or kept without effect. Holds nothing of the body that could be a secret. */
export class WebhookRejectedEvent {
  static readonly type = 'ovgc.webhook.rejected';

  constructor(
    readonly account: string,
    readonly reason: WebhookRejectionReason,
    /** In a sentence, what was wrong. */
    readonly detail: string,
    /** What it speaks of, where that could be read and the secret was right. */
    readonly transactionId: string | null,
  ) {}
}
