import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import type { Server } from 'node:http';
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
import {
  type Command,
  HANDLED,
  type Handled,
  type HandlerPlan,
  type Report,
} from './shop.messages.js';

// A shop in a process of its own, for proofs that kill it, trace it or put it under load. It loads its code at once,
// opens its ledger on command, and logs in a file what its handlers have done.

type Opening = Extract<Command, { kind: 'open' }>;

function shopOf({ folder, gatewayUrl, webhookSecret, backoff, writesLetters }: Opening) {
  function log(handler: Handled['handler'], { orderUuid }: Payment, key: string): void {
    const handled: Handled = { handler, order: orderUuid, key };
    // A kill may cut a line off, so the next one starts with a line break.
    appendFileSync(join(folder, HANDLED), `\n${JSON.stringify(handled)}\n`);
  }

  /** Fails and takes as long as the order's metadata says. */
  async function behave({ metadata }: Payment, attempt: number): Promise<void> {
    const { failures, slowMs, blocksMs = 0 } = metadata as unknown as HandlerPlan;
    // Waits without letting anything else run.
    if (blocksMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blocksMs);
    if (slowMs > 0) await sleep(slowMs);
    if (attempt <= failures) throw new Error('not this time');
  }

  class Fulfilment {
    @OnPaymentSucceeded()
    async fulfil({ payment }: PaymentSucceededEvent, delivery: PaymentDelivery): Promise<void> {
      await behave(payment, delivery.attempt);
      log('fulfil', payment, delivery.idempotencyKey);
    }
  }

  class Letters {
    @OnPaymentSucceeded()
    thank({ payment }: PaymentSucceededEvent, { idempotencyKey }: PaymentDelivery): void {
      log('thank', payment, idempotencyKey);
    }

    @OnPaymentDeclined()
    regret({ payment }: PaymentDeclinedEvent, { idempotencyKey }: PaymentDelivery): void {
      log('regret', payment, idempotencyKey);
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

    /** The memory that is still in use after a full garbage collection, in bytes; needs `--expose-gc`. */
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
        webhookSecret,
        ledger: { sqlite: join(folder, 'payments.db') },
        baseUrl: gatewayUrl,
        deliveries: backoff,
      }),
    ],
    controllers: [ShopController],
    providers: [Fulfilment, ...(writesLetters ? [Letters] : [])],
  })
  class ShopModule {}
  return ShopModule;
}

let app: INestApplication | undefined;

async function open(opening: Opening): Promise<void> {
  app = await NestFactory.create(shopOf(opening), { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  // Otherwise a request may meet a connection that the server is just closing.
  (app.getHttpServer() as Server).keepAliveTimeout = 0;
  report({ kind: 'open', url: await app.getUrl() });
}

async function close(): Promise<void> {
  await app?.close();
  process.disconnect();
}

function report(what: Report): void {
  process.send?.(what);
}

process.on('message', (command: Command) => {
  void (command.kind === 'open' ? open(command) : close());
});
// It has shut down, or the test that started it is gone.
process.once('disconnect', () => process.exit());
report({ kind: 'loaded' });
