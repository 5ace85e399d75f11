import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Body, Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import {
  OnPaymentSucceeded,
  OvgcDeliveriesService,
  OvgcModule,
  OvgcPaymentsService,
  type PaymentDelivery,
  type PaymentSucceededEvent,
} from 'nestjs-ovgc';
import { request, SECRET } from '../support/app.js';

// A shop in a process of its own, to be killed. What its handler does is told by the lines of a file.
const folder = process.argv[2] ?? '.';

@Injectable()
class Fulfilment {
  @OnPaymentSucceeded()
  fulfil({ payment }: PaymentSucceededEvent, { idempotencyKey, attempt }: PaymentDelivery): void {
    if (attempt === 1 && Math.random() < 0.3) throw new Error('not this time');
    const line = JSON.stringify({ order: payment.orderUuid, key: idempotencyKey });
    appendFileSync(join(folder, 'fulfilled.jsonl'), `${line}\n`);
  }
}

@Controller()
class ShopController {
  constructor(
    private readonly payments: OvgcPaymentsService,
    private readonly deliveries: OvgcDeliveriesService,
  ) {}

  @Post('orders')
  create(@Body() { orderUuid }: { orderUuid: string }) {
    return this.payments.createPaymentRequest(request(orderUuid));
  }

  @Get('orders/:orderUuid')
  async find(@Param('orderUuid') orderUuid: string) {
    return { payment: await this.payments.findByOrder(orderUuid) };
  }

  @Get('deliveries')
  counts() {
    return this.deliveries.counts();
  }
}

@Module({
  imports: [
    EventEmitterModule.forRoot(),
    OvgcModule.forRoot({
      apiKey: 'key',
      webhookSecret: SECRET,
      ledger: { sqlite: join(folder, 'payments.db') },
      baseUrl: process.env['GATEWAY_URL'] ?? '',
      deliveries: { firstRetryMs: 5, longestRetryMs: 20 },
    }),
  ],
  controllers: [ShopController],
  providers: [Fulfilment],
})
class ShopModule {}

const app = await NestFactory.create(ShopModule, { logger: false });
await app.listen(0, '127.0.0.1');
process.send?.({ url: await app.getUrl() });
