import { IsLimit, IsText, Optional } from '../validation/rules.js';

/** Which entries of the webhook log to read. */
export class WebhookLogFilter {
  /**
   * How many to return at most.
   *
   * @default 50
   */
  @Optional()
  @IsLimit()
  readonly limit?: number | undefined;

  /** Only webhooks of this payment. */
  @Optional()
  @IsText()
  readonly transactionId?: string | undefined;
}
