import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, type INestApplication, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import {
  CreatePaymentRequestDto,
  OnPaymentDeclined,
  OnPaymentSucceeded,
  OvgcDeliveriesService,
  OvgcModule,
  OvgcPaymentsService,
  type Payment,
  type PaymentDeclinedEvent,
  type PaymentDelivery,
  type PaymentSucceededEvent,
} from 'nestjs-ovgc';
import { type Asked, HANDLED, type Handled, type HandlerPlan, type Told } from './shop.messages.js';

// A shop in a process of its own, to be killed. It loads at once, opens its ledger when it is told to, and leaves a
// line in a file for all that its handlers have done.

type Opening = Extract<Asked, { kind: 'open' }>;

function shopOf({ folder, gatewayUrl, webhookSecret }: Opening) {
  function writeDown(handler: Handled['handler'], { orderUuid }: Payment, key: string): void {
    const handled: Handled = { handler, order: orderUuid, key };
    // A kill may cut a line off, so each begins with a line break of its own.
    appendFileSync(join(folder, HANDLED), `\n${JSON.stringify(handled)}\n`);
  }

  /** Does as the order says: some handlers are slow, some fail until they have been tried often enough. */
  async function behave({ metadata }: Payment, attempt: number): Promise<void> {
    const { failures, slowMs } = metadata as unknown as HandlerPlan;
    if (slowMs > 0) await sleep(slowMs);
    if (attempt <= failures) throw new Error('not this time');
  }

  class Fulfilment {
    @OnPaymentSucceeded()
    async fulfil({ payment }: PaymentSucceededEvent, delivery: PaymentDelivery): Promise<void> {
      await behave(payment, delivery.attempt);
      writeDown('fulfil', payment, delivery.idempotencyKey);
    }
  }

  class Letters {
    @OnPaymentSucceeded()
    thank({ payment }: PaymentSucceededEvent, { idempotencyKey }: PaymentDelivery): void {
      writeDown('thank', payment, idempotencyKey);
    }

    @OnPaymentDeclined()
    regret({ payment }: PaymentDeclinedEvent, { idempotencyKey }: PaymentDelivery): void {
      writeDown('regret', payment, idempotencyKey);
    }
  }

  @Controller()
  class ShopController {
    constructor(
      private readonly payments: OvgcPaymentsService,
      private readonly deliveries: OvgcDeliveriesService,
    ) {}

    @Post('orders')
    create(@Body() request: CreatePaymentRequestDto): Promise<Payment> {
      return this.payments.createPaymentRequest(request);
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
        webhookSecret,
        ledger: { sqlite: join(folder, 'payments.db') },
        baseUrl: gatewayUrl,
        deliveries: { initialDelayMs: 5, maxDelayMs: 20 },
      }),
    ],
    controllers: [ShopController],
    providers: [Fulfilment, Letters],
  })
  class ShopModule {}
  return ShopModule;
}

let app: INestApplication | undefined;

async function open(opening: Opening): Promise<void> {
  app = await NestFactory.create(shopOf(opening), { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  tell({ kind: 'open', url: await app.getUrl() });
}

async function close(): Promise<void> {
  await app?.close();
  process.disconnect();
}

function tell(told: Told): void {
  process.send?.(told);
}

process.on('message', (asked: Asked) => void (asked.kind === 'open' ? open(asked) : close()));
// Asked to go, or left alone by a test that was ended.
process.once('disconnect', () => process.exit());
tell({ kind: 'loaded' });
