import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, HttpCode, Module, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import {
  OnPaymentSucceeded,
  OvgcModule,
  OvgcPaymentsService,
  type PaymentSucceededEvent,
} from 'nestjs-ovgc';

/** The server that a load is put on: `bare` stores nothing, `durable` is the module as it is shipped. */
@Controller('webhooks/ovgc')
class BareController {
  @Post()
  @HttpCode(200)
  receive(@Body() body: { webhook_secret?: string }): { received: boolean } {
    return { received: body.webhook_secret === 'secret' };
  }
}

@Module({ controllers: [BareController] })
class BareApp {}

class Fulfilment {
  handled = 0;

  @OnPaymentSucceeded()
  fulfil(_event: PaymentSucceededEvent): void {
    this.handled += 1;
  }
}

/** Asks for payments, so that there is something to pay. */
@Controller('payments')
class SeedController {
  constructor(private readonly payments: OvgcPaymentsService) {}

  @Post()
  async seed(@Body() { from, count }: { from: number; count: number }): Promise<void> {
    const orders = Array.from({ length: count }, (_, i) => `ORDER-${from + i}`);
    await Promise.all(
      orders.map((orderUuid) =>
        this.payments.createPaymentRequest({
          orderUuid,
          totalAmount: 25,
          email: 'customer@example.com',
          successUrl: 'https://shop.example/success',
          cancelUrl: 'https://shop.example/cancel',
        }),
      ),
    );
  }
}

function durableApp(folder: string): Type<unknown> {
  @Module({
    imports: [
      EventEmitterModule.forRoot(),
      OvgcModule.forRoot({
        apiKey: 'key',
        webhookSecret: 'secret',
        ledger: { sqlite: join(folder, 'payments.db') },
        baseUrl: process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:9/',
      }),
    ],
    controllers: [SeedController],
    providers: [Fulfilment],
  })
  class DurableApp {}
  return DurableApp;
}

const folder = mkdtempSync(join(tmpdir(), 'ovgc-bench-'));
const app = await NestFactory.create(process.argv[2] === 'bare' ? BareApp : durableApp(folder), {
  logger: ['error'],
});
await app.listen(0, '127.0.0.1');
process.send?.({ url: await app.getUrl() });
process.once('SIGTERM', () => void stop());

async function stop(): Promise<void> {
  await app.close();
  rmSync(folder, { recursive: true });
  process.disconnect?.();
}
