import { Injectable } from '@nestjs/common';
import { drifted } from '../faults/drift.js';
import { FaultRules } from '../faults/fault.rules.js';
import type { Payment } from '../payments/payment.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxNotFoundError, SandboxRequestError } from '../sandbox.errors.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import type { WebhookEvent, WebhookLogEntry } from './webhook.js';
import { storedBody, webhookBody } from './webhook.body.js';
import { WebhookDeliveries } from './webhook.deliveries.js';
import { WebhookLog } from './webhook.log.js';
import { initialProgress } from './webhook.progress.js';

/** A webhook whose content may be anything. */
export interface MadeUpWebhook {
  /** Whose endpoint it is sent to. */
  readonly sellerId: string;
  readonly event: string;
  readonly transactionId: string;
  readonly email: string;
  /** Fields of the body to set; the secret's placeholder in them stands for the secret. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Fields of the body to leave out. */
  readonly omit: readonly string[];
}

/** Plans the webhooks of payments that change, and sends others on request. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly clock: SandboxClock,
    private readonly deliveries: WebhookDeliveries,
    private readonly faults: FaultRules,
    private readonly log: WebhookLog,
    private readonly sellers: SellerRegistry,
  ) {}

  /**
   * Plans a webhook in the transaction that changes the payment, so that neither is stored without the other.
   *
   * @param at when the payment changed, by the sandbox's clock; the first attempt is due then.
   */
  async announce(
    db: SandboxConnection,
    event: WebhookEvent,
    { sellerId, transactionId, orderUuid, email }: Payment,
    at: Date,
  ): Promise<void> {
    const { webhookUrl, webhookSecret } = this.sellers.get(sellerId);
    const name = `${event} ${transactionId}`;
    const candidate = { name, event, sellerId, transactionId, orderUuid };
    const fault = webhookUrl === null ? null : this.faults.take('webhook', candidate);
    const { state, nextAttemptAt } = initialProgress(webhookUrl, fault, at);
    const documented = webhookBody(event, transactionId, email);
    const body = fault?.variant ? drifted(documented, fault.variant, orderUuid) : documented;
    const webhook = {
      sellerId,
      event,
      transactionId,
      source: 'payment',
      state,
      fault: fault?.kind ?? null,
      body: storedBody(body, webhookSecret),
      createdAt: at,
      nextAttemptAt,
    } as const;
    await this.log.add(webhook, db);
  }

  /**
   * Sends a logged webhook again, now, with exactly the same bytes; only a secret that was rotated since is the new one.
   *
   * @returns its log entry, with the endpoint's answer as the last attempt.
   * @throws {SandboxNotFoundError} when the log has no such webhook.
   * @throws {SandboxRequestError} when its seller has no webhook URL.
   */
  async resend(id: string): Promise<WebhookLogEntry> {
    const row = await this.log.row(id);
    if (row === undefined) {
      throw new SandboxNotFoundError(
        `There is no webhook ${JSON.stringify(id)}; GET /_sandbox/webhooks lists them.`,
      );
    }
    if (this.sellers.get(row.sellerId).webhookUrl === null) {
      throw new SandboxRequestError(
        'There is no address to send webhooks to; set WEBHOOK_URL, or POST {"webhookUrl": …} to /_sandbox/settings.',
      );
    }
    await this.deliveries.sendNow(row, 'resend');
    return this.log.entry(id);
  }

  /**
   * Sends a made-up webhook once, now. No payment changes.
   *
   * @returns its log entry, with the endpoint's answer.
   */
  async trigger(webhook: MadeUpWebhook): Promise<WebhookLogEntry> {
    const { sellerId, event, transactionId, email, overrides, omit } = webhook;
    const fields = Object.entries({ ...webhookBody(event, transactionId, email), ...overrides });
    const body = Object.fromEntries(fields.filter(([field]) => !omit.includes(field)));
    const row = await this.log.add({
      sellerId,
      event,
      transactionId,
      source: 'trigger',
      state: 'pending',
      fault: null,
      body: storedBody(body, this.sellers.get(sellerId).webhookSecret),
      createdAt: this.clock.now(),
      nextAttemptAt: null,
    });
    await this.deliveries.sendNow(row, 'trigger');
    return this.log.entry(row.id);
  }
}
