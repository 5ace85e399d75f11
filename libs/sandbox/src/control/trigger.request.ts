import { IsObject } from 'class-validator';
import { IsText, isText, Optional, Satisfies } from '../validation/rules.js';
import type { WebhookEvent } from '../webhooks/webhook.js';

/** A webhook to send now. */
export class TriggerRequest {
  /** Its `payment_status`: `payment.succeeded`, `payment.declined`, or any other text to test an endpoint with. */
  @IsText(255, 'must be "payment.succeeded", "payment.declined", or another text to try.')
  readonly event!: WebhookEvent | (string & {});

  /** An existing payment’s, or a made-up one. Default: a made-up one, unless an order is given. */
  @Optional()
  @IsText()
  readonly transactionId?: string | undefined;

  /** An existing payment’s order, instead of its transaction. */
  @Optional()
  @Satisfies('isAlone', (_order, { transactionId }: TriggerRequest) =>
    transactionId === undefined
      ? null
      : 'cannot be combined: give a transaction or an order, not both.',
  )
  @IsText()
  readonly orderUuid?: string | undefined;

  /** Whose order it is, or whose endpoint gets the webhook. Default: the payment’s seller, or the default seller. */
  @Optional()
  @IsText(255, 'must be the id of a seller; GET /_sandbox/sellers lists them.')
  readonly sellerId?: string | undefined;

  /** Fields of the body to set, such as `{"webhook_secret": "wrong"}`. They may contradict each other. */
  @Optional()
  @IsObject({ message: 'must be an object, such as {"success": false}.' })
  readonly overrides?: Readonly<Record<string, unknown>> | undefined;

  /** Fields of the body to leave out. */
  @Optional()
  @Satisfies('isFieldList', (fields) =>
    Array.isArray(fields) && fields.every((field) => isText(field))
      ? null
      : 'must be a list of fields, such as ["webhook_secret"].',
  )
  readonly omit?: readonly string[] | undefined;
}
