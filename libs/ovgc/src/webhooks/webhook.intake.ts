import { createHash } from 'node:crypto';
import {
  BadRequestException,
  Logger,
  PayloadTooLargeException,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { EventPublisher } from '../events/event.publisher.js';
import { WebhookRejectedEvent, type WebhookRejectionReason } from '../events/webhook.events.js';
import { databaseCode } from '../ledger/ledger.failure.js';
import type { OvgcOptions } from '../ovgc.options.js';
import type { Account } from '../payments/payment.js';
import type { ReceivedWebhook, WebhookInbox } from './webhook.inbox.js';
import { parseWebhook, type ParsedWebhook } from './webhook.parser.js';

/** Many times what the gateway sends. */
const LARGEST_BODY_BYTES = 64 * 1024;

/** A shorter secret, such as one for trying things out, may stand in an id by chance. */
const SHORTEST_TELLING = 8;

type Readable = Exclude<ParsedWebhook, { kind: 'unreadable' }>;

/** Takes a webhook whose secret was right and taken away: reads it, stores it, reports what moves nothing. */
export class WebhookIntake {
  private readonly logger = new Logger('OvgcWebhook');
  private readonly secrets: readonly string[];

  constructor(
    private readonly account: Account,
    { webhookSecret, apiKey }: Pick<OvgcOptions, 'apiKey' | 'webhookSecret'>,
    private readonly inbox: WebhookInbox,
    private readonly publisher: EventPublisher,
  ) {
    // The longest first: of one that begins with another, the rest would stay.
    this.secrets = [...webhookSecret, apiKey].toSorted((a, b) => b.length - a.length);
  }

  /**
   * Resolves when the webhook is on the disk, or was before.
   *
   * @throws BadRequestException (400) it can't be a webhook
   * @throws PayloadTooLargeException (413) it is larger than 64 KiB
   * @throws ServiceUnavailableException (503) it could not be stored: the gateway should try again
   */
  async receive(body: Readonly<Record<string, unknown>>): Promise<void> {
    const reading = parseWebhook(body);
    if (reading.kind === 'unreadable') throw this.unreadable(reading.detail);
    if (this.holdsSecret(reading.transactionId)) {
      throw this.unreadable('its transaction_id holds a secret');
    }
    const received = toReceived(reading, this.textOf(body));
    if ((await this.store(received)) && 'detail' in reading) {
      this.reject(reading.kind, reading.detail, reading.transactionId);
    }
  }

  /** Reports a webhook that moves nothing. */
  reject(reason: WebhookRejectionReason, detail: string, transactionId: string | null): void {
    const of = transactionId === null ? '' : ` of ${transactionId}`;
    this.logger.warn(`a webhook${of} was rejected (${reason}): ${detail}`);
    this.publisher.notify(
      new WebhookRejectedEvent(this.account.name, reason, detail, transactionId),
    );
  }

  /** The answer to what can't be a webhook, reported. */
  unreadable(detail: string): BadRequestException {
    this.reject('unreadable', detail, null);
    return new BadRequestException(`This is not an OVGC webhook: ${detail}.`);
  }

  private async store(webhook: ReceivedWebhook): Promise<boolean> {
    try {
      return await this.inbox.record(webhook);
    } catch (error) {
      this.logger.error(`a webhook could not be stored (${databaseCode(error)}); answered 503`);
      throw new ServiceUnavailableException('The webhook was not stored. Please send it again.');
    }
  }

  private textOf(body: object): string {
    let text: string;
    try {
      text = JSON.stringify(body);
    } catch {
      throw this.unreadable('it is nested too deeply');
    }
    if (Buffer.byteLength(text) > LARGEST_BODY_BYTES) {
      this.reject('unreadable', 'it is too large', null);
      throw new PayloadTooLargeException(
        `An OVGC webhook has at most ${LARGEST_BODY_BYTES} bytes.`,
      );
    }
    return this.withoutSecrets(text);
  }

  /** Should a secret stand anywhere else in the body, it is not kept either. */
  private withoutSecrets(text: string): string {
    return this.secrets.reduce(
      (clean, secret) => clean.replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]'),
      text,
    );
  }

  /** A transaction's id stands in rows, events and log lines. */
  private holdsSecret(transactionId: string): boolean {
    return this.secrets.some(
      (secret) => secret.length >= SHORTEST_TELLING && transactionId.includes(secret),
    );
  }
}

function toReceived(reading: Readable, body: string): ReceivedWebhook {
  const { transactionId } = reading;
  switch (reading.kind) {
    case 'arrival':
      return { transactionId, arrival: reading.arrival, outcome: reading.arrival, body };
    case 'still_pending':
      return { transactionId, arrival: null, outcome: 'pending', body };
    case 'contradictory':
    case 'unknown_status': {
      // Nobody knows what it means, so only the very same body again is a copy of it.
      const digest = createHash('sha256').update(body).digest('hex').slice(0, 32);
      return { transactionId, arrival: null, outcome: `${reading.kind}:${digest}`, body };
    }
  }
}
