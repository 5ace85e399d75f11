import { Injectable } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { WebhookLogEntry } from './webhook.js';
import { keptBody, webhookBody } from './webhook.body.js';
import { WebhookDeliveries } from './webhook.deliveries.js';
import { WebhookLog } from './webhook.log.js';
import { newWebhookId } from './webhook.outbox.js';

/** A webhook that is made up: what it says need not be so. */
export interface MadeUpWebhook {
  /** Whose endpoint it goes to. */
  readonly sellerId: string;
  readonly event: string;
  readonly transactionId: string;
  readonly email: string;
  /** Fields of the body to set; the secret's placeholder in them stands for the secret. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Fields of the body to leave out. */
  readonly omit: readonly string[];
}

/** Sends made-up webhooks, each once and at once. No payment changes by it. */
@Injectable()
export class WebhookTrigger {
  constructor(
    private readonly clock: SandboxClock,
    private readonly deliveries: WebhookDeliveries,
    private readonly log: WebhookLog,
    private readonly sellers: SellerRegistry,
  ) {}

  /** @returns its entry in the log, with the endpoint's answer. */
  async fire(webhook: MadeUpWebhook): Promise<WebhookLogEntry> {
    const { sellerId, event, transactionId, email, overrides, omit } = webhook;
    const whole = { ...webhookBody(event, transactionId, email), ...overrides };
    const body = Object.fromEntries(
      Object.entries(whole).filter(([field]) => !omit.includes(field)),
    );
    const row = await this.log.add({
      id: newWebhookId(),
      seller_id: sellerId,
      event,
      transaction_id: transactionId,
      source: 'trigger',
      state: 'pending',
      fault: null,
      body: keptBody(body, this.sellers.get(sellerId).webhookSecret),
      attempts: 0,
      created_at: this.clock.now().getTime(),
      next_attempt_at: null,
    });
    await this.deliveries.sendNow(row, 'trigger');
    return this.log.entry(row.id);
  }
}
