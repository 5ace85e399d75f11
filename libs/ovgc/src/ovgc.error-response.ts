import { HttpStatus } from '@nestjs/common';
import { type OvgcError, type OvgcErrorCode, OvgcUnavailableError } from './ovgc.errors.js';

/** What the client of an app may know of an {@link OvgcError}. */
export interface OvgcErrorResponse {
  /** The HTTP status of the response. */
  readonly statusCode: number;
  /** The code of the error. */
  readonly code: OvgcErrorCode;
  /** A text for the client: no hosts, options or words of the gateway. */
  readonly message: string;
  /** After how many seconds the client may try again, for the header `Retry-After`; null when trying again is no use. */
  readonly retryAfterSeconds: number | null;
}

/** For the client, where nobody knows better, in seconds: the longest delay before one of the module's own retries. */
const DEFAULT_RETRY_AFTER_S = 5;

const NO_PAYMENTS = 'Payments are not available at the moment.';
const TRY_AGAIN = 'Payments are not available at the moment. Try again shortly.';

/** The message is null where the error's own is for the client. */
const RESPONSES: Readonly<Record<OvgcErrorCode, readonly [HttpStatus, string | null]>> = {
  invalid_request: [HttpStatus.BAD_REQUEST, null],
  payment_not_found: [HttpStatus.NOT_FOUND, 'This order has no payment.'],
  delivery_not_found: [HttpStatus.NOT_FOUND, 'There is no such delivery.'],
  webhook_not_found: [HttpStatus.NOT_FOUND, 'There is no such webhook.'],
  webhook_already_resolved: [HttpStatus.CONFLICT, 'This webhook has been resolved already.'],
  webhook_not_resolvable: [HttpStatus.CONFLICT, 'This webhook can’t be resolved in this way.'],
  webhook_contradicted: [HttpStatus.CONFLICT, 'The webhook says something else.'],
  order_mismatch: [
    HttpStatus.CONFLICT,
    'This order was requested before with another amount or e-mail address. Place a new order.',
  ],
  validation_failed: [
    HttpStatus.UNPROCESSABLE_ENTITY,
    'The payment was not accepted. Check the details of the order, such as the e-mail address.',
  ],
  invalid_amount: [
    HttpStatus.UNPROCESSABLE_ENTITY,
    'The payment was not accepted: the amount is too small.',
  ],
  configuration: [HttpStatus.INTERNAL_SERVER_ERROR, NO_PAYMENTS],
  order_status_off: [HttpStatus.INTERNAL_SERVER_ERROR, NO_PAYMENTS],
  unauthorized: [HttpStatus.BAD_GATEWAY, NO_PAYMENTS],
  gateway_inactive: [HttpStatus.BAD_GATEWAY, NO_PAYMENTS],
  unexpected_answer: [HttpStatus.BAD_GATEWAY, NO_PAYMENTS],
  order_status_unknown: [HttpStatus.BAD_GATEWAY, 'The status of the payment is not known.'],
  gateway_unavailable: [HttpStatus.SERVICE_UNAVAILABLE, TRY_AGAIN],
  ledger_unavailable: [HttpStatus.SERVICE_UNAVAILABLE, TRY_AGAIN],
  wait_timeout: [
    HttpStatus.SERVICE_UNAVAILABLE,
    'The payment is still pending. Try again shortly.',
  ],
};

/**
 * Translates an error for the client of an app. {@link OvgcExceptionFilter} responds with it; use it in a filter or an
 * exception of your own.
 *
 * @returns the HTTP status, and a message that shows nothing internal. The status is 400 for an invalid request, 404 for
 *   a payment, delivery or webhook that doesn't exist, 409 for an order mismatch or a webhook that can't be resolved, 422
 *   for what the customer can correct, 502 if the gateway doesn't accept your account or nobody understands its answer,
 *   503 if a later try may succeed, and 500 otherwise
 * @example
 * const { statusCode, code, message } = ovgcErrorResponse(error);
 * throw new HttpException({ statusCode, code, message, orderUuid }, statusCode, { cause: error });
 */
export function ovgcErrorResponse(error: OvgcError): OvgcErrorResponse {
  const { code } = error;
  const [status, message] = RESPONSES[code];
  // The only code of which some errors are worth another try, and others are not.
  const mayRecover = code === 'order_status_unknown' && error.retryable;
  const statusCode = mayRecover ? HttpStatus.SERVICE_UNAVAILABLE : status;
  return {
    statusCode,
    code,
    message: message ?? error.message,
    retryAfterSeconds: statusCode === HttpStatus.SERVICE_UNAVAILABLE ? retryAfter(error) : null,
  };
}

function retryAfter(error: OvgcError): number {
  const ms = error instanceof OvgcUnavailableError ? error.retryAfterMs : null;
  return ms === null ? DEFAULT_RETRY_AFTER_S : Math.ceil(ms / 1000);
}
