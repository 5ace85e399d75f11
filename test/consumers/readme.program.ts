import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const README = join(import.meta.dirname, '../../libs/ovgc/README.md');

/**
 * A program out of the README's own code, word for word: it registers the module, creates a payment, is told of its
 * outcome, and says on its output how that went. It brings what the README leaves to its reader, and a gateway.
 */
export async function readmeProgram(): Promise<string> {
  const code = [...(await readFile(README, 'utf8')).matchAll(/```ts\n([^]*?)```/g)].map(
    ([, block = '']) => block,
  );
  const [register, create, hear, replay] = code;
  if (code.length !== 4) throw new Error(`the README has ${code.length} pieces of code, not 4`);
  return `
    import 'reflect-metadata';
    import { createServer } from 'node:http';
    import type { AddressInfo } from 'node:net';
    import { Injectable, Module } from '@nestjs/common';
    import { ConfigModule, ConfigService } from '@nestjs/config';
    import { NestFactory } from '@nestjs/core';
    import { EventEmitterModule } from '@nestjs/event-emitter';
    import {
      OnPaymentSucceeded, OvgcDeliveriesService, OvgcModule, OvgcPaymentsService, type PaymentDelivery,
      PaymentSucceededEvent,
    } from 'nestjs-ovgc';

    @Injectable()
    export class Orders {
      readonly paid: string[] = [];
      async markPaid(...call: [orderUuid: string, idempotencyKey: string]): Promise<void> {
        this.paid.push(...call);
      }
    }
    ${hear}
    ${register?.replace('apiKey:', "baseUrl: config.getOrThrow<string>('BASE_URL'),\napiKey:")}
    @Module({ imports: [AppModule], providers: [Fulfilment, Orders] })
    export class ShopModule {}

    async function order(payments: OvgcPaymentsService) {
      ${create}
      return payment;
    }
    async function replay(deliveries: OvgcDeliveriesService) {
      ${replay}
    }

    const gateway = createServer((_request, response) => {
      const url = 'https://gateway.test/checkout/1';
      response.end(JSON.stringify({ status: true, transaction_id: 'invoice_1', url }));
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    process.env['BASE_URL'] = 'http://127.0.0.1:' + (gateway.address() as AddressInfo).port;
    process.env['OVGC_API_KEY'] = 'key';
    process.env['OVGC_WEBHOOK_SECRET'] = 'secret';

    const app = await NestFactory.create(ShopModule, { logger: ['error', 'warn'] });
    await app.listen(0, '127.0.0.1');
    const payments = app.get(OvgcPaymentsService, { strict: false });
    const { transactionId } = await order(payments);
    const webhook = await fetch((await app.getUrl()) + '/webhooks/ovgc', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        webhook_secret: 'secret', success: true, transaction_id: transactionId,
        customer_email: 'customer@example.com', payment_status: 'payment.succeeded',
      }),
    });
    const { status } = await payments.waitForOutcome('ORDER-2026-0001');
    const orders = app.get(Orders);
    while (orders.paid.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await replay(app.get(OvgcDeliveriesService, { strict: false }));
    console.log(JSON.stringify({ webhook: webhook.status, status, paid: orders.paid }));
    await app.close();
    gateway.close();
  `;
}
