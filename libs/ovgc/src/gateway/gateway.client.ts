import {
  OvgcOrderStatusUnknownError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
} from '../ovgc.errors.js';
import type { OrderStatusOptions, OvgcOptions } from '../ovgc.options.js';
import { type Redact, redactionOf } from '../ovgc.secrets.js';
import type { PaymentStatus } from '../payments/payment.js';
import { sleep } from '../retry/backoff.js';
import {
  type CreatedAnswer,
  NO_REASON,
  readCreateAnswer,
  type RejectedAnswer,
  type UnexpectedAnswer,
} from './gateway.answer.js';
import { type Unavailable, unavailable } from './gateway.failure.js';
import type { GatewayHttp } from './gateway.http.js';
import { orderStatusPath, type PaymentRequest, paymentRequestBody } from './gateway.request.js';
import { parseRetryAfter, shouldRetry } from './gateway.retry.js';
import { shownText } from './gateway.text.js';
import { type AskedPayment, readOrderStatusAnswer } from './order-status.answer.js';
import { parseWebUrl } from '../ovgc.url.js';

/** The gateway's answer for a payment that it created, now or in an earlier call for the same order. */
export interface CreatedPayment {
  readonly transactionId: string;
  readonly url: string;
}

/** The calls that the rest of the module makes. */
export type Gateway = Pick<GatewayClient, 'createPayment' | 'orderStatus'>;

/** What one attempt to create a payment came to. */
type Attempt = CreatedAnswer | FailedAttempt;
type FailedAttempt = (RejectedAnswer & HttpStatus) | (UnexpectedAnswer & HttpStatus) | Unavailable;
interface HttpStatus {
  readonly httpStatus: number;
}

/** Calls the gateway. Nothing else in the module does. */
export class GatewayClient {
  private readonly host: string;
  private readonly redact: Redact;

  constructor(
    private readonly http: GatewayHttp,
    private readonly options: Pick<
      OvgcOptions,
      'apiKey' | 'webhookSecret' | 'baseUrl' | 'checkoutHosts' | 'timeoutMs' | 'retries'
    >,
  ) {
    this.redact = redactionOf(options);
    // Without the user and the password that a URL may hold.
    this.host = parseWebUrl(options.baseUrl)?.host ?? 'baseUrl';
  }

  /**
   * Creates a payment, and repeats the request as {@link shouldRetry} decides, until the app shuts down. Repeating is
   * safe: the gateway is idempotent by `order_uuid` (docs/gateway-api.md, Create a payment).
   *
   * @throws OvgcRejectedError `validation_failed`, `invalid_amount`, `gateway_inactive`, `unauthorized`: the gateway
   *   said no
   * @throws OvgcUnavailableError `gateway_unavailable`: the last attempt failed to connect, took longer than
   *   `timeoutMs`, or got a 408, a 429 or a 5xx; or the app shut down
   * @throws OvgcUnexpectedAnswerError `unexpected_answer`: the answer is not one that the gateway documents
   */
  async createPayment(order: PaymentRequest): Promise<CreatedPayment> {
    const { apiKey, retries } = this.options;
    const body = paymentRequestBody(apiKey, order);
    let requestState: Unavailable['requestState'] = 'not_sent';
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.attempt(body, order.orderUuid);
      if (result.kind === 'created') {
        return { transactionId: result.transactionId, url: result.url };
      }
      // One attempt that the gateway may have received is enough for the whole call.
      if (result.kind === 'unavailable' && result.requestState === 'unknown') {
        requestState = 'unknown';
      }
      const decision = shouldRetry(result, { attempt, retries });
      if (decision.retry) await sleep(decision.waitMs, this.http.closed);
      if (!decision.retry || this.http.closed.aborted) {
        throw this.errorOf(result, requestState, attempt);
      }
    }
  }

  /**
   * Asks once for the status of a payment. The gateway mentions this call without documenting its path
   * (docs/gateway-api.md, Order status), so the path is an option.
   *
   * @throws OvgcOrderStatusUnknownError `order_status_unknown`: no answer, or one without a status to rely on
   */
  async orderStatus(
    asked: AskedPayment,
    options: Pick<OrderStatusOptions, 'path'>,
    signal?: AbortSignal,
  ): Promise<PaymentStatus> {
    const { apiKey, baseUrl, timeoutMs } = this.options;
    const { transactionId } = asked;
    const unknown = (reason: string, retryable: boolean) =>
      new OvgcOrderStatusUnknownError({ transactionId, host: this.host, reason, retryable });
    const path = orderStatusPath(options.path, transactionId);
    if (path === null) throw unknown('the transaction id can’t be part of a URL', false);
    const response = await this.http.send({
      method: 'GET',
      url: `${baseUrl}${path}`,
      headers: { 'x-api-key': apiKey },
      timeoutMs,
      signal,
    });
    if (response.kind === 'unavailable') throw unknown(response.reason, true);
    const answer = readOrderStatusAnswer(response.status, response.text, asked);
    if (answer.kind === 'unknown') throw unknown(answer.reason, answer.retryable);
    return answer.status;
  }

  private async attempt(body: string, orderUuid: string): Promise<Attempt> {
    const { apiKey, webhookSecret, baseUrl, checkoutHosts, timeoutMs } = this.options;
    const response = await this.http.send({
      method: 'POST',
      url: `${baseUrl}/payment-request-api`,
      headers: { 'Content-Type': 'application/json' },
      body,
      timeoutMs,
    });
    if (response.kind === 'unavailable') return response;
    const { status: httpStatus, text, retryAfter, date } = response;
    const secrets = [apiKey, ...webhookSecret];
    const rules = { orderUuid, baseUrl, checkoutHosts, secrets };
    const answer = readCreateAnswer(httpStatus, text, rules);
    switch (answer.kind) {
      case 'created':
        return answer;
      case 'temporary': {
        // Only these two statuses are defined to come with a Retry-After.
        const isBusy = httpStatus === 429 || httpStatus === 503;
        const retryAfterMs = isBusy ? parseRetryAfter(retryAfter, date) : null;
        return unavailable(`HTTP ${httpStatus}`, 'unknown', retryAfterMs);
      }
      default:
        return { ...answer, httpStatus };
    }
  }

  private errorOf(
    failed: FailedAttempt,
    requestState: Unavailable['requestState'],
    attempts: number,
  ): OvgcRejectedError | OvgcUnavailableError | OvgcUnexpectedAnswerError {
    switch (failed.kind) {
      case 'rejected': {
        const error = new OvgcRejectedError(
          failed.code,
          shownText(failed.message, this.redact) || NO_REASON,
          failed.httpStatus,
        );
        return requestState === 'unknown' ? error.inDoubt() : error;
      }
      case 'unexpected':
        return new OvgcUnexpectedAnswerError(failed.reason, failed.httpStatus);
      case 'unavailable': {
        const { reason, retryAfterMs } = failed;
        const { host } = this;
        return new OvgcUnavailableError({ host, reason, requestState, attempts, retryAfterMs });
      }
    }
  }
}
