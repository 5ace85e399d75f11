import { OvgcError } from './ovgc.error.js';

/** There is no webhook with that id. Code `webhook_not_found`. */
export class OvgcWebhookNotFoundError extends OvgcError {
  readonly code = 'webhook_not_found';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  constructor(readonly webhookId: string) {
    super(`there is no webhook ${webhookId}; OvgcWebhooksService.list shows those there are`);
  }
}

/** A person has resolved the webhook before. The first decision stays. Code `webhook_already_resolved`. */
export class OvgcWebhookAlreadyResolvedError extends OvgcError {
  readonly code = 'webhook_already_resolved';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  constructor(
    readonly webhookId: string,
    /** What was decided: `succeeded`, `declined` or `ignored`. */
    readonly decision: string,
    /** Who decided it. */
    readonly by: string,
    readonly resolvedAt: Date,
  ) {
    super(
      `webhook ${webhookId} was already resolved as ${decision}, by ${by} at ${resolvedAt.toISOString()}; ` +
        "OvgcWebhooksService.list({ state: 'resolved' }) shows why",
    );
  }
}

/** There is nothing to decide, or it isn't known for which order. Code `webhook_not_resolvable`. */
export class OvgcWebhookNotResolvableError extends OvgcError {
  readonly code = 'webhook_not_resolvable';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  /** @param detail what is in the way and what to do, as the rest of a sentence that begins with "webhook 7" */
  constructor(
    readonly webhookId: string,
    detail: string,
  ) {
    super(`webhook ${webhookId} ${detail}`);
  }
}

/** The decision contradicts the webhook's body. Code `webhook_contradicted`. */
export class OvgcWebhookContradictedError extends OvgcError {
  readonly code = 'webhook_contradicted';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  /** @param detail what the body says instead, as the rest of a sentence that begins with "webhook 7" */
  constructor(
    readonly webhookId: string,
    detail: string,
  ) {
    super(
      `webhook ${webhookId} ${detail}; check the payment in the OVGC dashboard, and pass force: true if the body is wrong`,
    );
  }
}
