import { CALL_AGAIN, OvgcError } from './ovgc.error.js';

export {
  OvgcError,
  type OvgcErrorCode,
  type OvgcRejectionCode,
  type OvgcRequestState,
} from './ovgc.error.js';
export {
  OvgcOrderStatusUnknownError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
} from './ovgc.gateway-errors.js';
export {
  OvgcWebhookAlreadyResolvedError,
  OvgcWebhookContradictedError,
  OvgcWebhookNotFoundError,
  OvgcWebhookNotResolvableError,
} from './ovgc.webhook-errors.js';

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

/**
 * The ledger's database failed to read or to write, or its files were deleted, moved or replaced. Code
 * `ledger_unavailable`.
 */
export class OvgcLedgerUnavailableError extends OvgcError {
  readonly code = 'ledger_unavailable';
  readonly retryable = true;

  constructor(
    /** The database's own code, such as `SQLITE_FULL`; `LEDGER_LOST` when its files are no longer in their place. */
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
