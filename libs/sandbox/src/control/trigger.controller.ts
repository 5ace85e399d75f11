import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { readBody } from './control.fields.js';
import { ControlGuard } from './control.guard.js';
import { Trigger } from './trigger.service.js';
import type { TriggerRequest } from './trigger.request.js';

/** `/_sandbox/trigger`: sends a webhook at once, true or not. */
@Controller('_sandbox/trigger')
@UseGuards(ControlGuard)
export class TriggerController {
  constructor(private readonly trigger: Trigger) {}

  @Post()
  @HttpCode(200)
  fire(@Body() body: unknown) {
    const {
      transaction_id: transactionId,
      order_uuid: orderUuid,
      seller_id: sellerId,
      ...rest
    } = readBody(body, ['event', 'transaction_id', 'order_uuid', 'seller_id', 'overrides', 'omit']);
    return this.trigger.fire({ ...rest, transactionId, orderUuid, sellerId } as TriggerRequest);
  }
}
