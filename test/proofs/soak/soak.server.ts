import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { Body, Controller, Get, Injectable, Module, Post } from '@nestjs/common';
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
import { request, SECRET } from '../../support/app.js';
import { failsAt } from './soak.chance.js';

// A shop in a process of its own, so that what is measured is its memory and its answers, not the test's.
const folder = process.argv[2] ?? '.';
const seed = Number(process.argv[3]);

@Injectable()
class Fulfilment {
  @OnPaymentSucceeded()
  fulfil({ payment }: PaymentSucceededEvent, { attempt }: PaymentDelivery): void {
    if (failsAt(seed, payment.orderUuid, attempt)) throw new Error('not this time');
    appendFileSync(join(folder, 'fulfilled.txt'), `${payment.orderUuid}\n`);
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

  @Get('deliveries')
  counts() {
    return this.deliveries.counts();
  }

  /** What is still held after a full collection, in bytes. */
  @Get('memory')
  memory() {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    return { heapUsed, rss };
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
      deliveries: { maxDelayMs: 4000 },
    }),
  ],
  controllers: [ShopController],
  providers: [Fulfilment],
})
class ShopModule {}

const app = await NestFactory.create(ShopModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
// A sender would repeat what met a connection that was just being closed; this one doesn't.
(app.getHttpServer() as Server).keepAliveTimeout = 0;
process.send?.({ url: await app.getUrl() });
process.once('SIGTERM', () => void stop());

async function stop(): Promise<void> {
  await app.close();
  if (process.connected) process.disconnect();
}
