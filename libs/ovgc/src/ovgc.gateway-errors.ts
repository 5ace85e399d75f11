import { CALL_AGAIN, OvgcError, type OvgcRejectionCode } from './ovgc.error.js';

const AFTER_REJECTION: Readonly<Record<OvgcRejectionCode, string>> = {
  validation_failed: 'fix what the message names, then call again',
  invalid_amount: "use an amount that is not below the gateway's minimum",
  gateway_inactive: 'ask OVGC to activate the gateway of your account',
  unauthorized: 'check apiKey in the options of OvgcModule',
};

/**
 * The gateway rejected the request, and would reject it again. Code `validation_failed`, `invalid_amount`,
 * `gateway_inactive` or `unauthorized`. `requestState` is `rejected`: there is no payment. It is `unknown` when an
 * earlier attempt for the same order got no answer, and may have created one.
 */
export class OvgcRejectedError extends OvgcError {
  readonly retryable = false;

  constructor(
    readonly code: OvgcRejectionCode,
    /** The gateway's own message: one line of at most 300 characters, without control characters or secrets. */
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
  /**
   * What went wrong at the last attempt, such as `ECONNREFUSED`, `timeout`, `HTTP 500`, `shutdown`, or for a proxy that gave
   * no tunnel `proxy 10.0.0.1:3128: HTTP 407`.
   */
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
