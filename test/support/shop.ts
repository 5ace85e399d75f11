import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { OvgcModuleOptions } from 'nestjs-ovgc';
import { AppModule } from '../../apps/shop/src/app.module.js';
import { setUpApp } from '../../apps/shop/src/app.setup.js';
import { shopConfig, type ShopConfig } from '../../apps/shop/src/shop.config.js';
import type { OrderJson } from '../../apps/shop/src/orders/order.js';
import { eventually } from './app.js';

/** The shop, listening. */
export interface RunningShop {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** Orders as a program does. */
  order(sku?: string, email?: string): Promise<PlacedOrder>;
  /** An order's JSON. */
  show(orderUuid: string): Promise<OrderJson>;
  /** Waits until an order has a status, and answers it. */
  until(orderUuid: string, status: OrderJson['status']): Promise<OrderJson>;
  close(): Promise<void>;
}

export interface PlacedOrder {
  readonly orderUuid: string;
  readonly checkoutUrl: string;
}

export interface ShopOptions {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly webhookSecret?: string;
  /** The folder of its databases; by default one of its own, which goes when it closes. */
  readonly dataDir?: string;
  /** Default a free one. */
  readonly port?: number;
  /** How it talks to the gateway, where that is not the default. */
  readonly gateway?: Pick<OvgcModuleOptions, 'timeoutMs' | 'retries'>;
  /** The sandbox whose clock it follows. Default none. */
  readonly sandboxUrl?: string;
  /** Turns the clock of its payments, in milliseconds since 1970. */
  readonly now?: () => number;
}

export async function startShop(given: ShopOptions): Promise<RunningShop> {
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'shop-')));
  const config: ShopConfig = {
    host: '127.0.0.1',
    port: given.port ?? 0,
    publicUrl: '',
    ordersFile: join(dataDir, 'shop.db'),
    paymentsFile: join(dataDir, 'payments.db'),
    sandboxUrl: given.sandboxUrl ?? null,
    ovgc: {
      baseUrl: given.baseUrl,
      allowInsecureHttp: false,
      apiKey: given.apiKey ?? 'sandbox_api_key',
      webhookSecret: given.webhookSecret ?? 'sandbox_webhook_secret',
      ...given.gateway,
      ...(given.now && { clock: () => new Date(given.now?.() ?? NaN) }),
    },
  };
  const moduleRef = await Test.createTestingModule({ imports: [AppModule] })
    .overrideProvider(shopConfig.KEY)
    .useValue(config)
    .compile();
  const app = moduleRef.createNestApplication<NestExpressApplication>({
    logger: false,
  });
  setUpApp(app);
  await app.listen(config.port, config.host);
  const url = await app.getUrl();
  // A free port is known only now, and nobody was told of the address before.
  config.publicUrl = url;

  async function show(orderUuid: string): Promise<OrderJson> {
    return getJson(`${url}/orders/${orderUuid}`);
  }

  return {
    app,
    url,
    show,
    order: async (sku = 'night-heron', email = 'ada@example.com') => {
      const answer = await postJson(`${url}/orders`, { sku, email });
      if (answer.status !== 201) throw new Error(`ordering answered ${answer.status}`);
      return (await answer.json()) as PlacedOrder;
    },
    until: async (orderUuid, status) => {
      await eventually(`order ${orderUuid} is ${status}`, async () => {
        return (await show(orderUuid)).status === status;
      });
      return show(orderUuid);
    },
    close: async () => {
      await app.close();
      if (given.dataDir === undefined) await rm(dataDir, { recursive: true });
    },
  };
}

export async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  return (await answer.json()) as T;
}

export async function postJson(url: string, body?: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
