import type {
  INestApplication,
  ModuleMetadata,
  NestApplicationOptions,
  Provider,
} from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { Test } from '@nestjs/testing';
import {
  OvgcDeliveriesService,
  OvgcModule,
  type OvgcModuleExtras,
  type OvgcModuleOptions,
  OvgcPaymentsService,
} from 'nestjs-ovgc';

export const API_KEY = 'key_0f5c2d97';
export const SECRET = 'whsec_b41e66d0';

/** An app with the module in it, listening. */
export interface RunningApp {
  readonly app: INestApplication;
  readonly url: string;
  readonly payments: OvgcPaymentsService;
  readonly deliveries: OvgcDeliveriesService;
  /** Posts a webhook; whatever `body` is goes out as it stands when it is a text, as JSON when not. */
  webhook(body: unknown, headers?: Record<string, string>): Promise<WebhookAnswer>;
  close(): Promise<void>;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly text: string;
}

export interface AppOptions {
  readonly baseUrl: string;
  readonly options?: Partial<OvgcModuleOptions>;
  readonly extras?: OvgcModuleExtras;
  readonly providers?: Provider[];
  readonly imports?: ModuleMetadata['imports'];
  readonly nest?: NestApplicationOptions;
  /** The HTTP server. Default: Express. */
  readonly adapter?: AbstractHttpAdapter;
  /** Before it is initialised: pipes, prefixes. */
  readonly prepare?: (app: INestApplication) => void;
  /** Turns the module's clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

export async function startApp(given: AppOptions): Promise<RunningApp> {
  const { now } = given;
  const moduleRef = await Test.createTestingModule({
    imports: [
      EventEmitterModule.forRoot(),
      OvgcModule.forRootAsync({
        ...given.extras,
        useFactory: () => ({
          apiKey: API_KEY,
          webhookSecret: SECRET,
          ledger: 'memory' as const,
          baseUrl: given.baseUrl,
          retries: 0,
          clock: now && (() => new Date(now())),
          ...given.options,
        }),
      }),
      ...(given.imports ?? []),
    ],
    providers: given.providers ?? [],
  }).compile();
  const nest = { logger: false as const, ...given.nest };
  const app = given.adapter
    ? moduleRef.createNestApplication(given.adapter, nest)
    : moduleRef.createNestApplication(nest);
  given.prepare?.(app);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    url,
    payments: app.get(OvgcPaymentsService, { strict: false }),
    deliveries: app.get(OvgcDeliveriesService, { strict: false }),
    webhook: async (body, headers = {}) => {
      const answer = await fetch(`${url}/webhooks/ovgc`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: answer.status, text: await answer.text() };
    },
    close: () => app.close(),
  };
}

/** The seed's example of a webhook, for a transaction. */
export function succeeded(transactionId: string): Record<string, unknown> {
  return {
    webhook_secret: SECRET,
    success: true,
    transaction_id: transactionId,
    customer_email: 'customer@example.com',
    payment_status: 'payment.succeeded',
  };
}

export function declined(transactionId: string): Record<string, unknown> {
  return { ...succeeded(transactionId), success: false, payment_status: 'payment.declined' };
}

/** A request as the seed's example has it, for an order. */
export function request(orderUuid: string) {
  return {
    orderUuid,
    totalAmount: 25.0,
    productTitle: 'Premium Plan',
    email: 'customer@example.com',
    firstName: 'John',
    lastName: 'Doe',
    successUrl: 'https://yoursite.com/success',
    cancelUrl: 'https://yoursite.com/cancel',
    metadata: { basket: 7 },
  };
}

/** Waits until something holds; fails with what it was waiting for. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 5000,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about in ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
