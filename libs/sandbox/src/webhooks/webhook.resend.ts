import { Injectable } from '@nestjs/common';
import { SandboxNotFoundError, SandboxRequestError } from '../sandbox.errors.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { WebhookLogEntry } from './webhook.js';
import { WebhookDeliveries } from './webhook.deliveries.js';
import { WebhookLog } from './webhook.log.js';

/** Sends a webhook of the log again. */
@Injectable()
export class WebhookResend {
  constructor(
    private readonly deliveries: WebhookDeliveries,
    private readonly log: WebhookLog,
    private readonly sellers: SellerRegistry,
  ) {}

  /**
   * Sends the very same bytes once more, now, whatever became of them before; but for the secret, if that was rotated:
   * the old one is valid for nothing any more.
   *
   * @returns its entry in the log, with the endpoint's answer as the last attempt.
   * @throws {SandboxNotFoundError} when the log has no such webhook.
   * @throws {SandboxRequestError} when there is no address to send it to.
   */
  async resend(id: string): Promise<WebhookLogEntry> {
    const row = await this.log.row(id);
    if (row === undefined) {
      throw new SandboxNotFoundError(
        `There is no webhook ${JSON.stringify(id)}; GET /_sandbox/webhooks lists those there are.`,
      );
    }
    if (this.sellers.get(row.seller_id).webhookUrl === null) {
      throw new SandboxRequestError(
        'There is no address to send webhooks to; set WEBHOOK_URL, or POST {"webhookUrl": …} to /_sandbox/settings.',
      );
    }
    await this.deliveries.sendNow(row, 'resend');
    return this.log.entry(id);
  }
}
