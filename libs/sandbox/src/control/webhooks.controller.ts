import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { snakeCase } from '../validation/fields.js';
import type { WebhookLogEntry } from '../webhooks/webhook.js';
import { WebhookLog, WebhookLogFilter } from '../webhooks/webhook.log.js';
import { WebhooksService } from '../webhooks/webhooks.service.js';
import { ControlController } from './control-controller.js';
import { TriggerRequest } from './trigger.request.js';
import { Trigger } from './trigger.service.js';

@ControlController('trigger', snakeCase)
export class TriggerController {
  constructor(private readonly trigger: Trigger) {}

  /**
   * Send a webhook now.
   *
   * Sends a webhook for a payment or a made-up transaction, with any field changed or left out. No payment changes.
   *
   * @returns The webhook’s log entry, with the endpoint’s answer.
   * @throws {400} The webhook cannot be sent as requested.
   * @throws {404} There is no such seller.
   */
  @Post()
  @HttpCode(200)
  fire(@Body() request: TriggerRequest): Promise<WebhookLogEntry> {
    return this.trigger.fire(request);
  }
}

@ControlController('webhooks', snakeCase)
export class WebhooksController {
  constructor(
    private readonly log: WebhookLog,
    private readonly resending: WebhooksService,
  ) {}

  /**
   * Read the webhook log.
   *
   * @returns The webhooks that were sent, newest first.
   * @throws {400} The query is invalid.
   */
  @Get()
  list(@Query() filter: WebhookLogFilter): Promise<WebhookLogEntry[]> {
    return this.log.list(filter);
  }

  /**
   * Resend a webhook.
   *
   * Sends the same bytes again, whatever the webhook’s state.
   *
   * @param id The webhook’s id.
   * @returns The webhook’s log entry, with the endpoint’s answer.
   * @throws {400} There is no address to send it to.
   * @throws {404} There is no such webhook.
   */
  @Post(':id/resend')
  @HttpCode(200)
  resend(@Param('id') id: string): Promise<WebhookLogEntry> {
    return this.resending.resend(id);
  }
}
