import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpModule, HttpService } from '@nestjs/axios';
import { NestFactory } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { OvgcModule, OvgcPaymentsService } from 'nestjs-ovgc';
import { firstValueFrom } from 'rxjs';
import { request } from '../support/app.js';
import { median, print } from './figures.js';

// How fast a payment is created, durably, beside a bare HTTP call that asks the same gateway and stores nothing.
const ROUNDS = 7;
const CALLS = 600;

type Create = (orderUuid: string) => Promise<unknown>;

/** Milliseconds a call, `atOnce` of them at a time. */
async function measure(create: Create, prefix: string, atOnce: number): Promise<number> {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < CALLS) await create(`${prefix}-${next++}`);
    }),
  );
  return (performance.now() - begun) / CALLS;
}

async function startGateway(): Promise<{ process: ChildProcess; baseUrl: string }> {
  const child = fork(new URL('./gateway.server.ts', import.meta.url));
  const [{ baseUrl }] = (await once(child, 'message')) as [{ baseUrl: string }];
  return { process: child, baseUrl };
}

const gateway = await startGateway();
const folder = mkdtempSync(join(tmpdir(), 'ovgc-bench-'));
const app = await NestFactory.createApplicationContext(
  {
    module: class CreateBench {},
    imports: [
      EventEmitterModule.forRoot(),
      HttpModule,
      OvgcModule.forRoot({
        apiKey: 'key',
        webhookSecret: 'secret',
        ledger: { sqlite: join(folder, 'payments.db') },
        baseUrl: gateway.baseUrl,
      }),
    ],
  },
  { logger: ['error'] },
);
const payments = app.get(OvgcPaymentsService, { strict: false });
const http = app.get(HttpService, { strict: false });

const durable: Create = (orderUuid) => payments.createPaymentRequest(request(orderUuid));
const bare: Create = (orderUuid) =>
  firstValueFrom(
    http.post(`${gateway.baseUrl}/payment-request-api`, {
      api_key: 'key',
      order_uuid: orderUuid,
      total_amount: 25,
      product_title: 'Premium Plan',
      email: 'customer@example.com',
      first_name: 'John',
      last_name: 'Doe',
      success_url: 'https://yoursite.com/success',
      cancel_url: 'https://yoursite.com/cancel',
    }),
  );

for (const atOnce of [1, 20]) {
  const rounds: { bare: number; durable: number }[] = [];
  await measure(bare, `warm-bare-${atOnce}`, atOnce);
  await measure(durable, `warm-${atOnce}`, atOnce);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      bare: await measure(bare, `bare-${atOnce}-${round}`, atOnce),
      durable: await measure(durable, `durable-${atOnce}-${round}`, atOnce),
    });
  }
  print(`creating payments: ${ROUNDS} rounds of ${CALLS}, ${atOnce} at once`, {
    'bare HTTP call, ms': median(rounds.map((round) => round.bare)),
    'durable payment, ms': median(rounds.map((round) => round.durable)),
    'durable / bare, of the time': median(rounds.map((round) => round.durable / round.bare)),
  });
}
await app.close();
gateway.process.kill('SIGTERM');
rmSync(folder, { recursive: true });
