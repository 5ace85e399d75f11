import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const README = join(import.meta.dirname, '../../libs/ovgc/README.md');

/** The service that the README leaves to its reader. */
const ORDERS = `
  import { Injectable } from '@nestjs/common';

  @Injectable()
  export class Orders {
    readonly paid: string[] = [];
    async find(_orderUuid: string): Promise<{ amount: number; email: string }> {
      return { amount: 25.0, email: 'customer@example.com' };
    }
    async markPaid(...call: [orderUuid: string, idempotencyKey: string]): Promise<void> {
      this.paid.push(...call);
    }
  }
`;

/** Starts the README's app with a gateway, pays an order, and prints what came of it. */
const MAIN = `
  import 'reflect-metadata';
  import { createServer } from 'node:http';
  import type { AddressInfo } from 'node:net';
  import { NestFactory } from '@nestjs/core';
  import { type OvgcPaymentsService, ovgcPaymentsToken } from 'nestjs-ovgc';
  import { ovgcIdle } from 'nestjs-ovgc/testing';
  import { AppModule } from './app.module.js';
  import { BooksModule } from './books.module.js';
  import { DeadLetters } from './dead-letters.js';
  import { ErrorsModule } from './errors.module.js';
  import { Orders } from './orders.js';

  const gateway = createServer((_request, response) => {
    const url = 'https://gateway.test/checkout/1';
    response.end(JSON.stringify({ status: true, transaction_id: 'invoice_1', url }));
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  process.env['OVGC_BASE_URL'] = 'http://127.0.0.1:' + (gateway.address() as AddressInfo).port;
  process.env['OVGC_API_KEY'] = 'key';
  process.env['OVGC_WEBHOOK_SECRET'] = 'whsec_of_the_readme';

  const app = await NestFactory.create(
    { module: AppModule, imports: [BooksModule, ErrorsModule] },
    { logger: ['error', 'warn'] },
  );
  await app.listen(0, '127.0.0.1');
  const checkout = await fetch((await app.getUrl()) + '/orders/ORDER-2026-0001/checkout', {
    method: 'POST',
    redirect: 'manual',
  });
  const webhook = await fetch((await app.getUrl()) + '/webhooks/ovgc', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      webhook_secret: 'whsec_of_the_readme', success: true, transaction_id: 'invoice_1',
      customer_email: 'customer@example.com', payment_status: 'payment.succeeded',
    }),
  });
  const payments = app.get<OvgcPaymentsService>(ovgcPaymentsToken());
  const { status } = await payments.waitForOutcome('ORDER-2026-0001');
  const orders = app.get(Orders);
  await ovgcIdle(app);
  const replayed = await app.get(DeadLetters).replay();
  console.log(JSON.stringify({
    checkout: [checkout.status, checkout.headers.get('location')],
    webhook: webhook.status,
    status,
    paid: orders.paid,
    replayed,
  }));
  await app.close();
  gateway.close();
`;

/**
 * Returns the files of a program, by name: the README's own code, word for word, and the rest that it needs to run. Each
 * piece of code in the README begins with the name of its file.
 */
export async function readmeProgram(): Promise<Readonly<Record<string, string>>> {
  const readme = await readFile(README, 'utf8');
  const pieces = [...readme.matchAll(/```ts\n\/\/ (\S+\.ts)\n([^]*?)```/g)];
  const all = readme.match(/```ts\n/g) ?? [];
  if (pieces.length !== all.length)
    throw new Error('a piece of code in the README has no file name');
  const files = pieces.map(([, name = '', code = '']): [string, string] => [name, code]);
  return { ...Object.fromEntries(files), 'orders.ts': ORDERS, 'main.ts': MAIN };
}
