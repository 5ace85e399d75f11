/**
 * What happened to the money when a call failed.
 *
 * - `not_sent`: this call has asked for no payment. What an earlier call for the same order did stands.
 * - `rejected`: the gateway answered no. There is no payment.
 * - `unknown`: the gateway may have created the payment. Ask again with the same `orderUuid`: that is always safe.
 */
export type OvgcRequestState = 'not_sent' | 'rejected' | 'unknown';

/** The stable codes of {@link OvgcError}. */
export type OvgcErrorCode =
  | 'configuration'
  | 'invalid_request'
  | 'order_mismatch'
  | 'payment_not_found'
  | 'wait_timeout'
  | 'validation_failed'
  | 'invalid_amount'
  | 'gateway_inactive'
  | 'unauthorized'
  | 'gateway_unavailable'
  | 'unexpected_answer'
  | 'ledger_unavailable'
  | 'order_status_off'
  | 'order_status_unknown'
  | 'delivery_not_found';

/** Every error that the module throws. None carries a secret, or the request it failed with, however it is printed. */
export abstract class OvgcError extends Error {
  abstract readonly code: OvgcErrorCode;
  /** Whether the same call may succeed later, unchanged. */
  abstract readonly retryable: boolean;
  /** What happened to the money. */
  abstract readonly outcome: OvgcRequestState;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }

  toJSON(): object {
    const { name, code, message, retryable, outcome } = this;
    return { name, code, message, retryable, outcome };
  }
}

/** The module can't start as it is configured. Code `configuration`. */
export class OvgcConfigurationError extends OvgcError {
  readonly code = 'configuration';
  readonly retryable = false;
  readonly outcome = 'not_sent';

  /** @param problems one line each: what is wrong, and what to do */
  constructor(readonly problems: readonly string[]) {
    super(`OvgcModule can't start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The request was wrong before anything was sent. Code `invalid_request`. */
export class OvgcInvalidRequestError extends OvgcError {
  readonly code = 'invalid_request';
  readonly retryable = false;
  readonly outcome = 'not_sent';

  /** @param problems one line each: which field, and what it must be */
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

/** The order was asked for before with another amount or e-mail address. Nothing was sent. Code `order_mismatch`. */
export class OvgcOrderMismatchError extends OvgcError {
  readonly code = 'order_mismatch';
  readonly retryable = false;
  readonly outcome = 'not_sent';

  constructor(
    readonly orderUuid: string,
    readonly differing: readonly ('amount' | 'email')[],
  ) {
    super(
      `order ${orderUuid} was already asked for with another ${differing.join(' and ')}; ` +
        'the gateway is idempotent by order_uuid, so a changed order needs a new orderUuid',
    );
  }
}

/** There is no payment for that order. Code `payment_not_found`. */
export class OvgcPaymentNotFoundError extends OvgcError {
  readonly code = 'payment_not_found';
  readonly retryable = false;
  readonly outcome = 'not_sent';

  constructor(readonly orderUuid: string) {
    super(`there is no payment for order ${orderUuid}: call createPaymentRequest first`);
  }
}

/** The payment was still pending when the time was over. Code `wait_timeout`. */
export class OvgcWaitTimeoutError extends OvgcError {
  readonly code = 'wait_timeout';
  readonly retryable = true;
  readonly outcome = 'unknown';

  constructor(
    readonly orderUuid: string,
    readonly timeoutMs: number,
  ) {
    super(`the payment of order ${orderUuid} was still Pending after ${timeoutMs} ms`);
  }
}

/** Why the gateway said no (OVGC API, Errors). */
export type OvgcRejectionCode =
  /** 200 with `status: false`: a field was missing or malformed. */
  | 'validation_failed'
  /** 400 `Invalid amount`: below the gateway's minimum. */
  | 'invalid_amount'
  /** 400 `Payment gateway inactive`: disabled by the admin. */
  | 'gateway_inactive'
  /** 401 `Unauthorized`. */
  | 'unauthorized';

/**
 * The gateway answered no: the same request would be refused again. `outcome` is `rejected`: there is no payment;
 * or `unknown` when an earlier try for the same order was left without an answer, and may have created one.
 */
export class OvgcRejectedError extends OvgcError {
  readonly retryable = false;

  constructor(
    readonly code: OvgcRejectionCode,
    /** The gateway's own words. */
    readonly gatewayMessage: string,
    /** The HTTP status it came with. */
    readonly httpStatus: number,
    readonly outcome: 'rejected' | 'unknown' = 'rejected',
  ) {
    super(`the gateway refused the payment request: ${gatewayMessage} (HTTP ${httpStatus})`);
  }

  /** The same, after a try that may have created the payment. */
  inDoubt(): OvgcRejectedError {
    return new OvgcRejectedError(this.code, this.gatewayMessage, this.httpStatus, 'unknown');
  }
}

/**
 * The gateway couldn't be reached, didn't answer in time, or answered 408, 429 or 5xx, at every try; or the app shut
 * down meanwhile. Code `gateway_unavailable`. `outcome` is `not_sent` when no try can have reached it, `unknown`
 * otherwise.
 */
export class OvgcUnavailableError extends OvgcError {
  readonly code = 'gateway_unavailable';
  readonly retryable = true;

  constructor(
    /** What went wrong at the last try, such as `ECONNREFUSED`, `timeout`, `HTTP 500` or `shutdown`. */
    readonly reason: string,
    readonly outcome: 'not_sent' | 'unknown',
    /** How often it was tried, the first time included. */
    readonly attempts: number,
  ) {
    super(
      `the gateway could not be asked (${reason}, ${attempts} ${attempts === 1 ? 'try' : 'tries'}); ` +
        (outcome === 'not_sent'
          ? 'nothing was sent'
          : 'it may have created the payment: ask again with the same orderUuid'),
    );
  }

  /** The same, after a try that may have created the payment. */
  inDoubt(): OvgcUnavailableError {
    return new OvgcUnavailableError(this.reason, 'unknown', this.attempts);
  }
}

/** The gateway answered something that its documentation does not know. Code `unexpected_answer`. */
export class OvgcUnexpectedAnswerError extends OvgcError {
  readonly code = 'unexpected_answer';
  readonly retryable = true;
  readonly outcome = 'unknown';

  constructor(
    /** What was wrong with the answer. */
    readonly reason: string,
    readonly httpStatus: number,
  ) {
    super(
      `the gateway's answer could not be understood: ${reason} (HTTP ${httpStatus}); check baseUrl, ` +
        'then ask again with the same orderUuid',
    );
  }
}

/** The database failed, at writing or at reading. Code `ledger_unavailable`. */
export class OvgcLedgerUnavailableError extends OvgcError {
  readonly code = 'ledger_unavailable';
  readonly retryable = true;

  constructor(
    /** The database's own code, such as `SQLITE_FULL`. */
    readonly reason: string,
    readonly outcome: 'not_sent' | 'unknown',
  ) {
    super(
      `the ledger failed (${reason}); ` +
        (outcome === 'not_sent'
          ? 'this call has asked the gateway for no payment'
          : 'the gateway may have created the payment: ask again with the same orderUuid'),
    );
  }
}

/** No delivery has that id. Code `delivery_not_found`. */
export class OvgcDeliveryNotFoundError extends OvgcError {
  readonly code = 'delivery_not_found';
  readonly retryable = false;
  readonly outcome = 'not_sent';

  constructor(readonly deliveryId: string) {
    super(`there is no dead-lettered delivery ${deliveryId}`);
  }
}

/** `reconcile` was called, and the option that it needs is off. Code `order_status_off`. */
export class OvgcOrderStatusOffError extends OvgcError {
  readonly code = 'order_status_off';
  readonly retryable = false;
  readonly outcome = 'not_sent';

  constructor() {
    super(
      'reconcile asks the gateway for the order status, which is off: set orderStatus: true in the options of ' +
        'OvgcModule, once you know that your gateway answers it',
    );
  }
}

/**
 * The gateway didn't tell how a payment stands. Nothing has moved, and webhooks move it as ever. Code
 * `order_status_unknown`.
 */
export class OvgcOrderStatusUnknownError extends OvgcError {
  readonly code = 'order_status_unknown';
  readonly outcome = 'not_sent';

  constructor(
    readonly transactionId: string,
    /** What went wrong, such as `timeout`, `HTTP 404`, or what was missing in the answer. */
    readonly reason: string,
    /** Whether it is worth asking again: not when the answer itself was of no use. */
    readonly retryable: boolean,
  ) {
    super(
      `the gateway did not tell how transaction ${transactionId} stands: ${reason}; ` +
        (retryable ? 'ask again later' : 'check orderStatus.path in the options of OvgcModule'),
    );
  }
}
