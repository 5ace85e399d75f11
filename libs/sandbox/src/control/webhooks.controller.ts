import { Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { SandboxRequestError } from '../sandbox.errors.js';
import { WebhookLog } from '../webhooks/webhook.log.js';
import { WebhooksService } from '../webhooks/webhooks.service.js';
import { readFields } from './control.fields.js';
import { ControlGuard } from './control.guard.js';

/** `/_sandbox/webhooks`: the log, newest first, and sending again. */
@Controller('_sandbox/webhooks')
@UseGuards(ControlGuard)
export class WebhooksController {
  constructor(
    private readonly log: WebhookLog,
    private readonly resending: WebhooksService,
  ) {}

  @Get()
  list(@Query() query: object) {
    const { limit = '50', transaction_id: transactionId } = readFields(query, [
      'limit',
      'transaction_id',
    ]);
    if (transactionId !== undefined && typeof transactionId !== 'string') {
      throw new SandboxRequestError('transaction_id can be given once.');
    }
    return this.log.list({ limit: Number(limit), transactionId });
  }

  @Post(':id/resend')
  @HttpCode(200)
  resend(@Param('id') id: string) {
    return this.resending.resend(id);
  }
}
