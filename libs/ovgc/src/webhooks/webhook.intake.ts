import {
  BadRequestException,
  PayloadTooLargeException,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { EventPublisher } from '../events/event.publisher.js';
import type { EventRecord } from '../events/event.record.js';
import {
  WebhookRejectedEvent,
  type WebhookRejectionReason,
  WebhookUnrecognisedEvent,
} from '../events/webhook.events.js';
import { databaseCode } from '../ledger/ledger.failure.js';
import type { Ledger } from '../ledger/ledger.js';
import type { UnitOfWork } from '../ledger/unit-of-work.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import type { OvgcOptions } from '../ovgc.options.js';
import { holdsSecret, type Redact, redactionOf } from '../ovgc.secrets.js';
import type { Account } from '../payments/payment.js';
import { bodyText, shortBody, withoutSecrets } from './webhook.body.js';
import { type ParsedWebhook, parseWebhook } from './webhook.parser.js';
import { type ReceivedWebhook, recordWebhooks, type RecordedWebhook } from './webhook.recorder.js';

/** Many times what the gateway sends. */
const LARGEST_BODY_BYTES = 64 * 1024;

/** What the intake of an account works with. */
export interface WebhookIntakeContext {
  readonly account: Account;
  readonly options: Pick<OvgcOptions, 'apiKey' | 'webhookSecret' | 'maxOpenWebhooks'>;
  readonly ledger: Pick<Ledger, 'check'>;
  readonly unitOfWork: Pick<UnitOfWork<EventRecord>, 'run'>;
  readonly publisher: Pick<EventPublisher, 'notify'>;
}

/** Takes webhooks whose secret was right and has been removed: parses them, stores them, applies them. */
export class WebhookIntake {
  private readonly logger = new ThrottledLogger('OvgcWebhooks');
  readonly #redact: Redact;

  constructor(private readonly context: WebhookIntakeContext) {
    this.#redact = redactionOf(context.options);
  }

  /**
   * Resolves once the webhook and what it changes are on the disk, or if it is a copy of one that is.
   *
   * @param body the parsed JSON object, without its secret
   * @throws PayloadTooLargeException (413) the body is larger than 64 KiB
   * @throws ServiceUnavailableException (503) it could not be stored: the gateway should send it again
   */
  async receive(body: Readonly<Record<string, unknown>>): Promise<void> {
    const text = bodyText(body);
    if (Buffer.byteLength(text) > LARGEST_BODY_BYTES) throw this.tooLarge();
    const webhook = this.withoutSecretIds(parseWebhook(body));
    const stored = withoutSecrets(text, this.#redact);
    const recorded = await this.store({
      ...webhook,
      body: stored,
      shortBody: shortBody(stored),
      maxOpen: this.context.options.maxOpenWebhooks,
    });
    if (recorded.isRefused) throw this.tooManyOpen();
    this.report(recorded);
  }

  /**
   * Whether webhooks can be stored now.
   *
   * @throws ServiceUnavailableException (503) the ledger's files were deleted, moved or replaced
   */
  checkReady(): void {
    try {
      this.context.ledger.check();
    } catch (error) {
      throw new ServiceUnavailableException(
        `The ledger is not available (${databaseCode(error)}).`,
      );
    }
  }

  /** Reports a webhook that is refused, and not stored. */
  reject(reason: WebhookRejectionReason, detail: string): void {
    this.logger.warn(reason, `A webhook was rejected (${reason}): ${detail}.`);
    this.context.publisher.notify(
      new WebhookRejectedEvent(this.context.account.name, reason, detail),
    );
  }

  /** Reports a body that is not a webhook, and returns the answer to it. */
  unreadable(detail: string): BadRequestException {
    this.reject('unreadable', detail);
    return new BadRequestException(`This is not an OVGC webhook: ${detail}.`);
  }

  private async store(webhook: ReceivedWebhook): Promise<RecordedWebhook> {
    try {
      return await this.context.unitOfWork.run(recordWebhooks, webhook);
    } catch (error) {
      this.logger.error(
        'not stored',
        `A webhook could not be stored (${databaseCode(error)}). It was answered with 503.`,
      );
      throw notStored();
    }
  }

  private report({ id, transactionId, problem }: RecordedWebhook): void {
    if (id === null || problem === null) return;
    const { reason, detail } = problem;
    const { name } = this.context.account;
    this.logger.warn(
      'unrecognised',
      `Webhook ${id} was not recognised (${reason}): it ${detail}. It is stored, and changed nothing.`,
    );
    this.context.publisher.notify(
      new WebhookUnrecognisedEvent(name, String(id), reason, `it ${detail}`, transactionId),
    );
  }

  private tooManyOpen(): ServiceUnavailableException {
    const { maxOpenWebhooks } = this.context.options;
    this.reject(
      'too_many_open',
      `no payment here belongs to it, and ${maxOpenWebhooks} webhooks wait for somebody to resolve them ` +
        '(OvgcWebhooksService.resolve), as many as maxOpenWebhooks allows',
    );
    return notStored();
  }

  private tooLarge(): PayloadTooLargeException {
    this.reject('unreadable', 'its body is too large');
    return new PayloadTooLargeException(`An OVGC webhook has at most ${LARGEST_BODY_BYTES} bytes.`);
  }

  /** Ids stand in rows, events and log lines, where no secret may be. */
  private withoutSecretIds(webhook: ParsedWebhook): ParsedWebhook {
    const { transactionIds, otherIds, orderUuids } = webhook.identity;
    const { apiKey, webhookSecret } = this.context.options;
    const ids = [...transactionIds, ...otherIds, ...orderUuids];
    if (!ids.some((id) => holdsSecret(id, [apiKey, ...webhookSecret]))) return webhook;
    return {
      identity: { transactionIds: [], otherIds: [], orderUuids: [] },
      statement: {
        kind: 'unrecognised',
        problem: { reason: 'unidentified', detail: 'has an id that contains a secret' },
      },
    };
  }
}

function notStored(): ServiceUnavailableException {
  return new ServiceUnavailableException('The webhook was not stored. Please send it again.');
}
