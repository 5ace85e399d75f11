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
  | 'delivery_not_found'
  | 'webhook_not_found'
  | 'webhook_already_resolved'
  | 'webhook_not_resolvable'
  | 'webhook_contradicted';

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

/** The advice of every message after which a payment may exist. */
export const CALL_AGAIN =
  'the gateway may have created the payment, so call again with the same orderUuid';
