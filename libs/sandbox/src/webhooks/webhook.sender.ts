import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { WebhookFaultKind } from '../faults/fault.rule.js';
import { SandboxOptions } from '../sandbox.options.js';
import { VERSION } from '../version.js';
import { sentBody, storedAnswer } from './webhook.body.js';
import type { WebhookAttempt } from './webhook.js';

/** What every webhook is sent with. */
export const WEBHOOK_HEADERS = {
  'Content-Type': 'application/json',
  Accept: '*/*',
  'User-Agent': `ovgc-sandbox/${VERSION}`,
} as const;

/** What the seller's endpoint answered, or why there is no answer. */
type EndpointAnswer = Pick<WebhookAttempt, 'status' | 'error' | 'latencyMs' | 'answer'>;

const MAX_ANSWER_BYTES = 16_384;
const ARRIVAL_MS = 50;
const WRONG_SECRET = 'not_the_webhook_secret';

/** The faults for which the endpoint's answer is ignored. */
const ANSWER_LOST: Readonly<Partial<Record<WebhookFaultKind, string>>> = {
  lost_answer: 'answer lost (fault)',
  reset: 'connection reset halfway (fault)',
  timeout: 'stalled halfway (fault)',
};

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: nothing listens there',
  ECONNRESET: 'connection closed before an answer',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  EPIPE: 'connection closed before an answer',
};

/** Posts a webhook's bytes as the gateway does: as JSON, without following redirects, with a timeout of 15 s by default. */
@Injectable()
export class WebhookSender {
  constructor(
    private readonly http: HttpService,
    private readonly options: SandboxOptions,
  ) {}

  /**
   * Makes an attempt.
   *
   * @param stored the webhook's JSON, with a placeholder where the secret goes.
   * @param fault the fault that affects this attempt; null when none does.
   * @param stop aborts before the timeout; the answers then mean nothing.
   * @returns the answer to each copy that was sent.
   */
  async send(
    url: string,
    stored: string,
    secret: string,
    fault: WebhookFaultKind | null,
    stop: AbortSignal,
  ): Promise<EndpointAnswer[]> {
    const whole = sentBody(stored, fault === 'wrong_secret' ? WRONG_SECRET : secret);
    const body = fault === 'malformed' ? whole.subarray(0, whole.length / 2) : whole;
    const post = () => this.#post(url, body, fault, stop);
    const answers = await Promise.all([post(), ...(fault === 'duplicate' ? [post()] : [])]);
    const error = fault === null ? undefined : ANSWER_LOST[fault];
    return answers.map((answer) =>
      error === undefined
        ? { ...answer, answer: storedAnswer(answer.answer, secret) }
        : { ...answer, status: null, error, answer: '' },
    );
  }

  async #post(
    url: string,
    body: Buffer,
    fault: WebhookFaultKind | null,
    stop: AbortSignal,
  ): Promise<EndpointAnswer> {
    const startedAt = performance.now();
    const timeout = AbortSignal.timeout(this.options.webhookTimeoutMs);
    const done = (answer: Omit<EndpointAnswer, 'latencyMs'>): EndpointAnswer => ({
      ...answer,
      latencyMs: Math.round(performance.now() - startedAt),
    });
    try {
      const response = await this.http.axiosRef.post<Readable>(
        url,
        fault === 'reset' || fault === 'timeout' ? interrupted(body, fault) : body,
        {
          headers: { ...WEBHOOK_HEADERS, 'Content-Length': body.length },
          responseType: 'stream',
          maxRedirects: 0,
          validateStatus: () => true,
          // An endpoint on this machine is not behind a proxy.
          proxy: false,
          signal: AbortSignal.any([stop, timeout]),
        },
      );
      return done({ status: response.status, error: null, answer: await beginning(response.data) });
    } catch (error) {
      const seconds = this.options.webhookTimeoutMs / 1000;
      const reason = timeout.aborted ? `no answer within ${seconds} s` : reasonOf(error);
      return done({ status: null, error: reason, answer: '' });
    }
  }
}

/** The first half of a body; then the connection is reset, or stays open without sending anything more. */
function interrupted(body: Buffer, fault: 'reset' | 'timeout'): Readable {
  async function* half(): AsyncGenerator<Buffer> {
    yield body.subarray(0, body.length / 2);
    if (fault === 'timeout') await new Promise(() => {});
    // What was sent should arrive before the connection is closed.
    await setTimeout(ARRIVAL_MS);
    throw new Error('The connection is reset on purpose.');
  }
  return Readable.from(half(), { objectMode: false });
}

/** Reads only the first bytes. An answer that breaks off still counts: its status came whole. */
async function beginning(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MAX_ANSWER_BYTES) break;
    }
  } catch {
    // What has arrived is all there is.
  }
  body.destroy();
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString();
}

/** Never Axios's own error: it holds the request, and with it the secret. */
function reasonOf(error: unknown): string {
  const code = isAxiosError(error) ? error.code : undefined;
  return REASONS[code ?? ''] ?? `request failed${code === undefined ? '' : ` (${code})`}`;
}
