import { readFileSync } from 'node:fs';
import { ovgcErrorResponse } from './ovgc.error-response.js';
import {
  OvgcConfigurationError,
  OvgcDeliveryNotFoundError,
  type OvgcError,
  type OvgcErrorCode,
  OvgcInvalidRequestError,
  OvgcLedgerUnavailableError,
  OvgcOrderMismatchError,
  OvgcOrderStatusOffError,
  OvgcOrderStatusUnknownError,
  OvgcPaymentNotFoundError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
  OvgcWaitTimeoutError,
} from './ovgc.errors.js';
import {
  OvgcWebhookAlreadyResolvedError,
  OvgcWebhookContradictedError,
  OvgcWebhookNotFoundError,
  OvgcWebhookNotResolvableError,
} from './ovgc.webhook-errors.js';

const TEXT = 'The api key field is required by billing.internal.';

const unavailable = (retryAfterMs: number | null) =>
  new OvgcUnavailableError({
    host: 'billing.internal',
    reason: 'ECONNREFUSED',
    requestState: 'unknown',
    attempts: 3,
    retryAfterMs,
  });
const statusUnknown = (retryable: boolean) =>
  new OvgcOrderStatusUnknownError({
    transactionId: 'invoice_1',
    host: 'billing.internal',
    reason: 'HTTP 404',
    retryable,
  });
const rejected = (code: OvgcRejectedError['code']) => new OvgcRejectedError(code, TEXT, 400);

/** Each code; one that is missing does not compile. */
const ALL: Readonly<
  Record<OvgcErrorCode, readonly [error: OvgcError, status: number, retryAfter: number | null]>
> = {
  invalid_request: [new OvgcInvalidRequestError(['email must be an email']), 400, null],
  payment_not_found: [new OvgcPaymentNotFoundError('A'), 404, null],
  delivery_not_found: [new OvgcDeliveryNotFoundError('7'), 404, null],
  webhook_not_found: [new OvgcWebhookNotFoundError('7'), 404, null],
  webhook_already_resolved: [
    new OvgcWebhookAlreadyResolvedError('7', 'ignored', TEXT, new Date()),
    409,
    null,
  ],
  webhook_not_resolvable: [new OvgcWebhookNotResolvableError('7', TEXT), 409, null],
  webhook_contradicted: [new OvgcWebhookContradictedError('7', TEXT), 409, null],
  order_mismatch: [new OvgcOrderMismatchError('A', ['amount']), 409, null],
  validation_failed: [rejected('validation_failed'), 422, null],
  invalid_amount: [rejected('invalid_amount'), 422, null],
  unauthorized: [rejected('unauthorized'), 502, null],
  gateway_inactive: [rejected('gateway_inactive'), 502, null],
  unexpected_answer: [new OvgcUnexpectedAnswerError(TEXT, 200), 502, null],
  order_status_unknown: [statusUnknown(false), 502, null],
  gateway_unavailable: [unavailable(null), 503, 5],
  ledger_unavailable: [new OvgcLedgerUnavailableError('SQLITE_FULL', 'unknown'), 503, 5],
  wait_timeout: [new OvgcWaitTimeoutError('A', 30_000), 503, 5],
  order_status_off: [new OvgcOrderStatusOffError(), 500, null],
  configuration: [new OvgcConfigurationError([TEXT]), 500, null],
};

describe('what a client is told of an error', () => {
  it.each(Object.entries(ALL))('of %s has the status that the README says', (code, [, status]) => {
    const [, section = ''] = readFileSync('libs/ovgc/README.md', 'utf8').split(
      '### Errors over HTTP',
    );
    const [row = ''] = new RegExp(`^\\| ${status} +\\| [^|]+\\|`, 'm').exec(section) ?? [];
    expect(row).toContain(`\`${code}\``);
  });

  it.each(Object.entries(ALL))('of %s', (code, [error, statusCode, retryAfterSeconds]) => {
    const response = ovgcErrorResponse(error);
    expect(response).toMatchObject({ statusCode, code, retryAfterSeconds });
    expect(response.message).toMatch(/^\w.+/);
    expect(response.message).not.toMatch(
      /api key|internal|apiKey|OvgcModule|baseUrl|SQLITE|ECONN|createPaymentRequest/,
    );
  });

  it('is which fields of a request are wrong', () => {
    expect(ovgcErrorResponse(ALL.invalid_request[0]).message).toBe('email must be an email');
  });

  it.each([
    [0, 0],
    [1, 1],
    [30_000, 30],
    [30_001, 31],
  ])('is to wait as long as the gateway asks: %d ms are %d s', (ms, seconds) => {
    expect(ovgcErrorResponse(unavailable(ms)).retryAfterSeconds).toBe(seconds);
  });

  it('is to try again, when the order status may be known later', () => {
    expect(ovgcErrorResponse(statusUnknown(true))).toMatchObject({
      statusCode: 503,
      retryAfterSeconds: 5,
    });
  });
});
