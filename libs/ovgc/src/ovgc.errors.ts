/**
 * What a call that failed did at the gateway.
 *
 * - `not_sent`: this call didn't request a payment. An earlier call for the same order may have.
 * - `rejected`: the gateway said no. There is no payment.
 * - `unknown`: the gateway may have created the payment. Call again with the same `orderUuid`: that never creates a
 *   second payment.
 */
export type OvgcRequestState = 'not_sent' | 'rejected' | 'unknown';

/** The stable codes of {@link OvgcError}. */
export type OvgcErrorCode =
  | 'configuration'
  | 'invalid_request'
  | 'order_mismatch'
  | 'payment_not_found'
  | 'wait_timeout'
  | OvgcRejectionCode
  | 'gateway_unavailable'
  | 'unexpected_answer'
  | 'ledger_unavailable'
  | 'order_status_off'
  | 'order_status_unknown'
  | 'delivery_not_found';

/** Why the gateway rejected a payment request (docs/gateway-api.md, Errors). */
export type OvgcRejectionCode =
  /** 200 with `status: false`: a field is missing or malformed. Also any rejection that is none of the others. */
  | 'validation_failed'
  /** 400 `Invalid amount`: the amount is below the gateway's minimum. */
  | 'invalid_amount'
  /** 400 `Payment gateway inactive`: OVGC has disabled the seller's gateway. */
  | 'gateway_inactive'
  /** 401 `Unauthorized`: the gateway doesn't accept the credentials. */
  | 'unauthorized';

/**
 * The base of every error that the module throws. No error carries a secret or the request that failed, however it is
 * printed.
 *
 * @example
 * ```ts
 * try {
 *   return await payments.createPaymentRequest(dto);
 * } catch (error) {
 *   if (error instanceof OvgcError && error.retryable) {
 *     throw new ServiceUnavailableException(`try again: ${error.code}`);
 *   }
 *   throw error;
 * }
 * ```
 */
export abstract class OvgcError extends Error {
  /** A stable code to compare with. The message may change. */
  abstract readonly code: OvgcErrorCode;
  /** Whether the same call may succeed later, unchanged. */
  abstract readonly retryable: boolean;
  /** What the call did at the gateway. */
  abstract readonly requestState: OvgcRequestState;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }

  /** The fields for a log line or a response. */
  toJSON(): object {
    const { name, code, message, retryable, requestState } = this;
    return { name, code, message, retryable, requestState };
  }
}

/** The options of the module, or the app around it, are wrong. Thrown when the app starts. Code `configuration`. */
export class OvgcConfigurationError extends OvgcError {
  readonly code = 'configuration';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  /** @param problems one line each: what is wrong, and how to fix it */
  constructor(readonly problems: readonly string[]) {
    super(`OvgcModule can't start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The request is invalid. Nothing was sent. Code `invalid_request`. */
export class OvgcInvalidRequestError extends OvgcError {
  readonly code = 'invalid_request';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  /** @param problems one line each: which field, and what it must be */
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

/**
 * An earlier call requested the same order with another amount or e-mail address, and was not rejected. Nothing was
 * sent. Code `order_mismatch`.
 */
export class OvgcOrderMismatchError extends OvgcError {
  readonly code = 'order_mismatch';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  constructor(
    readonly orderUuid: string,
    /** The fields that differ. */
    readonly differing: readonly ('amount' | 'email')[],
  ) {
    super(
      `order ${orderUuid} was already requested with another ${differing.join(' and ')}; ` +
        'the gateway is idempotent by order_uuid, so give the changed order a new orderUuid',
    );
  }
}

/** The order has no payment. Code `payment_not_found`. */
export class OvgcPaymentNotFoundError extends OvgcError {
  readonly code = 'payment_not_found';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  constructor(readonly orderUuid: string) {
    super(`there is no payment for order ${orderUuid}; call createPaymentRequest first`);
  }
}

/** The payment was still pending when `waitForOutcome` timed out. Code `wait_timeout`. */
export class OvgcWaitTimeoutError extends OvgcError {
  readonly code = 'wait_timeout';
  readonly retryable = true;
  readonly requestState = 'unknown';

  constructor(
    readonly orderUuid: string,
    /** How long the call waited, in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `the payment of order ${orderUuid} was still Pending after ${timeoutMs} ms; ` +
        'the customer can still pay, so call waitForOutcome again or listen to its events',
    );
  }
}

const AFTER_REJECTION: Readonly<Record<OvgcRejectionCode, string>> = {
  validation_failed: 'fix what the message names, then call again',
  invalid_amount: "use an amount that is not below the gateway's minimum",
  gateway_inactive: 'ask OVGC to activate the gateway of your account',
  unauthorized: 'check apiKey in the options of OvgcModule',
};

const CALL_AGAIN =
  'the gateway may have created the payment, so call again with the same orderUuid';

/**
 * The gateway rejected the request, and would reject it again. Code `validation_failed`, `invalid_amount`,
 * `gateway_inactive` or `unauthorized`. `requestState` is `rejected`: there is no payment. It is `unknown` when an
 * earlier attempt for the same order got no answer, and may have created one.
 */
export class OvgcRejectedError extends OvgcError {
  readonly retryable = false;

  constructor(
    readonly code: OvgcRejectionCode,
    /** The gateway's own message. */
    readonly gatewayMessage: string,
    /** The HTTP status of the answer. */
    readonly httpStatus: number,
    readonly requestState: 'rejected' | 'unknown' = 'rejected',
  ) {
    super(
      `the gateway rejected the payment request: ${gatewayMessage} (HTTP ${httpStatus}); ` +
        AFTER_REJECTION[code] +
        (requestState === 'unknown'
          ? '; an earlier attempt may have created the payment, so keep the orderUuid and the amount'
          : ''),
    );
  }

  /** The same error after an attempt that may have created the payment. */
  inDoubt(): OvgcRejectedError {
    return new OvgcRejectedError(this.code, this.gatewayMessage, this.httpStatus, 'unknown');
  }
}

/**
 * The gateway could not be reached, didn't answer in time, or answered 408, 429 or 5xx; or the app shut down. Code
 * `gateway_unavailable`. `requestState` is `not_sent` when no attempt can have reached the gateway, otherwise `unknown`.
 */
export class OvgcUnavailableError extends OvgcError {
  readonly code = 'gateway_unavailable';
  readonly retryable = true;
  /** The host and port of the gateway, such as `127.0.0.1:4010`. */
  readonly host: string;
  /** What went wrong at the last attempt, such as `ECONNREFUSED`, `timeout`, `HTTP 500` or `shutdown`. */
  readonly reason: string;
  readonly requestState: 'not_sent' | 'unknown';
  /** The number of attempts, the first one included. */
  readonly attempts: number;
  /** How long the gateway asks to wait (`Retry-After` of a 429 or 503), in milliseconds; null when it doesn't say. */
  readonly retryAfterMs: number | null;

  constructor(context: {
    readonly host: string;
    readonly reason: string;
    readonly requestState: 'not_sent' | 'unknown';
    readonly attempts: number;
    readonly retryAfterMs?: number | null;
  }) {
    const { host, reason, requestState, attempts, retryAfterMs = null } = context;
    const wait = retryAfterMs === null ? '' : ` after ${Math.ceil(retryAfterMs / 1000)} s`;
    super(
      `${unavailableText(host, reason)} in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}; ` +
        (requestState === 'not_sent' ? 'nothing was sent, so call again' : CALL_AGAIN) +
        wait,
    );
    this.host = host;
    this.reason = reason;
    this.requestState = requestState;
    this.attempts = attempts;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same error after an attempt that may have created the payment. */
  inDoubt(): OvgcUnavailableError {
    const { host, reason, attempts, retryAfterMs } = this;
    return new OvgcUnavailableError({
      host,
      reason,
      requestState: 'unknown',
      attempts,
      retryAfterMs,
    });
  }
}

function unavailableText(host: string, reason: string): string {
  if (reason === 'shutdown') return `the app shut down before ${host} answered (shutdown)`;
  if (reason === 'timeout') return `${host} did not answer in time (timeout)`;
  if (reason.startsWith('HTTP ')) return `${host} answered ${reason}`;
  return /^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)$/.test(reason)
    ? `lost the connection to ${host} (${reason})`
    : `could not reach ${host} (${reason})`;
}

/** The answer is not one that the gateway documents. Code `unexpected_answer`. */
export class OvgcUnexpectedAnswerError extends OvgcError {
  readonly code = 'unexpected_answer';
  readonly retryable = true;
  readonly requestState = 'unknown';

  constructor(
    /** What is wrong with the answer. */
    readonly reason: string,
    /** The HTTP status of the answer. */
    readonly httpStatus: number,
  ) {
    super(
      `the gateway's answer is not usable: ${reason} (HTTP ${httpStatus}); ` +
        `check baseUrl in the options of OvgcModule; ${CALL_AGAIN}`,
    );
  }
}

/** The ledger's database failed to read or to write. Code `ledger_unavailable`. */
export class OvgcLedgerUnavailableError extends OvgcError {
  readonly code = 'ledger_unavailable';
  readonly retryable = true;

  constructor(
    /** The database's own code, such as `SQLITE_FULL`. */
    readonly reason: string,
    readonly requestState: 'not_sent' | 'unknown',
  ) {
    super(
      `the ledger's database failed (${reason}); ` +
        (requestState === 'not_sent'
          ? 'this call requested no payment, so call again when the database works'
          : CALL_AGAIN),
    );
  }
}

/** There is no dead-lettered delivery with that id. Code `delivery_not_found`. */
export class OvgcDeliveryNotFoundError extends OvgcError {
  readonly code = 'delivery_not_found';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  constructor(readonly deliveryId: string) {
    super(
      `there is no dead-lettered delivery ${deliveryId}; OvgcDeliveriesService.list shows those there are`,
    );
  }
}

/** `reconcile` was called while the option `orderStatus` is off. Code `order_status_off`. */
export class OvgcOrderStatusOffError extends OvgcError {
  readonly code = 'order_status_off';
  readonly retryable = false;
  readonly requestState = 'not_sent';

  constructor() {
    super(
      'reconcile asks the gateway for the order status, and the option is off; set orderStatus: true in the options ' +
        'of OvgcModule once you know that your gateway answers this call',
    );
  }
}

/**
 * The gateway gave no usable order status. The payment stays as it is, and webhooks still change it. Code
 * `order_status_unknown`.
 */
export class OvgcOrderStatusUnknownError extends OvgcError {
  readonly code = 'order_status_unknown';
  readonly requestState = 'not_sent';
  readonly transactionId: string;
  /** The host and port of the gateway, such as `127.0.0.1:4010`. */
  readonly host: string;
  /** What went wrong, such as `timeout`, `HTTP 404`, or what is wrong with the answer. */
  readonly reason: string;
  /** Whether a later call may succeed: false when the answer itself is of no use. */
  readonly retryable: boolean;

  constructor(context: {
    readonly transactionId: string;
    readonly host: string;
    readonly reason: string;
    readonly retryable: boolean;
  }) {
    const { transactionId, host, reason, retryable } = context;
    super(
      `could not read the order status of transaction ${transactionId} from ${host}: ${reason}; ` +
        (retryable ? 'call again later' : 'check orderStatus.path in the options of OvgcModule'),
    );
    this.transactionId = transactionId;
    this.host = host;
    this.reason = reason;
    this.retryable = retryable;
  }
}
