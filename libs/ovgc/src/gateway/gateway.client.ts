import type { AxiosRequestConfig } from 'axios';
import {
  defer,
  firstValueFrom,
  fromEvent,
  map,
  type Observable,
  race,
  retry,
  throwError,
  timer,
} from 'rxjs';
import {
  OvgcOrderStatusUnknownError,
  OvgcRejectedError,
  OvgcUnavailableError,
  OvgcUnexpectedAnswerError,
} from '../ovgc.errors.js';
import type { OrderStatusOptions, OvgcOptions } from '../ovgc.options.js';
import { fullJitter } from '../retry/backoff.js';
import { withDeadline } from './deadline.js';
import { readCreateAnswer } from './gateway.answer.js';
import { connectionFailure, type TryFailure } from './gateway.failure.js';
import type { GatewayHttp } from './gateway.http.js';
import { USER_AGENT } from './gateway.user-agent.js';
import type { PaymentStatus } from '../payments/payment.js';
import { readOrderStatusAnswer } from './order-status.answer.js';
import { paymentRequestBody, type PaymentRequest } from './gateway.wire.js';

/** What the gateway answers for a payment it has created, now or before, for the same order. */
export interface CreatedPayment {
  readonly transactionId: string;
  readonly url: string;
}

/** Half a second, doubling, at most five: as the clients of other gateways do, the whole wait left to chance. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

/** Whatever is larger is not the gateway's answer. */
const LARGEST_ANSWER_BYTES = 1024 * 1024;

/** What the gateway is asked. */
export type Gateway = Pick<GatewayClient, 'createPayment' | 'orderStatus'>;

/** The only part of the module that talks to the gateway. */
export class GatewayClient {
  constructor(
    private readonly http: GatewayHttp,
    private readonly options: Pick<OvgcOptions, 'apiKey' | 'baseUrl' | 'timeoutMs' | 'retries'>,
  ) {}

  /**
   * Asks for a payment, and asks again where that may help: after a connection error, a timeout, a 408, a 429 or a
   * 5xx, never after any other answer, or while the app shuts down. Safe to repeat: the gateway is idempotent by
   * `order_uuid` (OVGC API, Errors).
   *
   * @throws OvgcRejectedError the gateway said no
   * @throws OvgcUnavailableError every try failed to connect, took too long, or got a 408, 429 or 5xx; or the app shut down
   * @throws OvgcUnexpectedAnswerError the answer is not one the gateway documents
   */
  async createPayment(request: PaymentRequest): Promise<CreatedPayment> {
    const failures: TryFailure[] = [];
    const body = paymentRequestBody(this.options.apiKey, request);
    const payment$ = defer(() => this.tryCreate(body, failures)).pipe(
      retry({
        count: this.options.retries,
        delay: (error: unknown, retryNumber: number) =>
          error instanceof TryFailed
            ? this.wait(fullJitter(retryNumber, FIRST_RETRY_MS, LONGEST_RETRY_MS), error)
            : throwError(() => error),
      }),
    );
    try {
      return await firstValueFrom(payment$);
    } catch (error) {
      if (error instanceof TryFailed) throw unavailable(failures);
      if (error instanceof OvgcRejectedError && inDoubt(failures)) throw error.inDoubt();
      throw error;
    }
  }

  /**
   * Asks once how a payment stands. The gateway speaks of an order status without saying where it is (OVGC API,
   * Payment statuses), so the path is an option.
   *
   * @throws OvgcOrderStatusUnknownError the gateway couldn't be asked, or didn't tell
   */
  async orderStatus(
    transactionId: string,
    { path }: Pick<OrderStatusOptions, 'path'>,
    signal?: AbortSignal,
  ): Promise<PaymentStatus> {
    const untold = (reason: string, retryable: boolean) =>
      new OvgcOrderStatusUnknownError(transactionId, reason, retryable);
    // However they are encoded, a URL takes dots for another folder.
    if (/^\.{1,2}$/.test(transactionId)) throw untold('its id does not fit into a path', false);
    const where = path.replaceAll('{transaction_id}', encodeURIComponent(transactionId));
    const { status, text } = await this.send(where, {
      method: 'GET',
      headers: { 'x-api-key': this.options.apiKey },
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      throw untold(error instanceof TryFailed ? error.failure.reason : 'connection error', true);
    });
    const answer = readOrderStatusAnswer(status, text, transactionId);
    if (answer.kind === 'untold') throw untold(answer.reason, answer.retryable);
    return answer.status;
  }

  /** Emits when the time is over; fails as before when the app shuts down. */
  private wait(ms: number, failure: TryFailed): Observable<unknown> {
    const { closed } = this.http;
    const fail = () => {
      throw failure;
    };
    return closed.aborted
      ? throwError(() => failure)
      : race(timer(ms), fromEvent(closed, 'abort').pipe(map(fail)));
  }

  private async tryCreate(body: string, failures: TryFailure[]): Promise<CreatedPayment> {
    try {
      return await this.create(body);
    } catch (error) {
      if (error instanceof TryFailed) failures.push(error.failure);
      throw error;
    }
  }

  private async create(body: string): Promise<CreatedPayment> {
    const { status, text } = await this.send('/payment-request-api', {
      method: 'POST',
      data: body,
      headers: { 'Content-Type': 'application/json' },
    });
    const answer = readCreateAnswer(status, text);
    switch (answer.kind) {
      case 'created':
        return { transactionId: answer.transactionId, url: answer.url };
      case 'rejected':
        throw new OvgcRejectedError(answer.code, this.withoutKey(answer.message), status);
      case 'failed':
        throw new TryFailed({ reason: `HTTP ${status}`, requestState: 'unknown' });
      case 'unexpected':
        throw new OvgcUnexpectedAnswerError(answer.reason, status);
    }
  }

  private async send(
    path: string,
    request: Pick<AxiosRequestConfig<string>, 'method' | 'data'> & {
      readonly headers: Readonly<Record<string, string>>;
      readonly signal?: AbortSignal;
    },
  ): Promise<{ status: number; text: string }> {
    const { closed, service } = this.http;
    if (closed.aborted) throw new TryFailed({ reason: 'shutdown', requestState: 'not_sent' });
    const others = request.signal ? [closed, request.signal] : [closed];
    try {
      // One deadline for the whole exchange: a server that sends a byte a second is as lost as a silent one.
      const { status, data } = await withDeadline(this.options.timeoutMs, others, (signal) =>
        firstValueFrom(
          service.request<string>({
            ...request,
            url: `${this.options.baseUrl}${path}`,
            headers: { Accept: 'application/json', 'User-Agent': USER_AGENT, ...request.headers },
            signal,
            maxRedirects: 0,
            maxContentLength: LARGEST_ANSWER_BYTES,
            responseType: 'text',
            transformResponse: (text: string) => text,
            validateStatus: () => true,
          }),
        ),
      );
      return { status, text: data };
    } catch (error) {
      const failure = connectionFailure(error);
      throw new TryFailed(closed.aborted ? { ...failure, reason: 'shutdown' } : failure);
    }
  }

  private withoutKey(message: string): string {
    return message.replaceAll(this.options.apiKey, '[api key]').slice(0, 500);
  }
}

/** One try that may be repeated. */
class TryFailed extends Error {
  constructor(readonly failure: TryFailure) {
    super(failure.reason);
  }
}

function unavailable(failures: readonly TryFailure[]): OvgcUnavailableError {
  return new OvgcUnavailableError(
    failures.at(-1)?.reason ?? 'connection error',
    inDoubt(failures) ? 'unknown' : 'not_sent',
    failures.length,
  );
}

/** One try that the gateway may have seen is enough. */
function inDoubt(failures: readonly TryFailure[]): boolean {
  return failures.some(({ requestState }) => requestState === 'unknown');
}
