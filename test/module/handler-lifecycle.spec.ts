import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Controller,
  Get,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { OnPaymentCreated, type PaymentCreatedEvent, type PaymentDelivery } from 'nestjs-ovgc';
import { type AppOptions, eventually, request, type RunningApp, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { never } from '../support/never.js';

/** What happened in an app, in order. */
class Diary {
  readonly lines: string[] = [];
}

@Injectable()
class Fulfilment {
  /** Called in the handler. */
  work: (signal: AbortSignal) => Promise<unknown> = () => Promise.resolve();

  constructor(private readonly diary: Diary) {}

  @OnPaymentCreated({ name: 'fulfil' })
  async fulfil(_event: PaymentCreatedEvent, { signal }: PaymentDelivery): Promise<void> {
    this.diary.lines.push('handler begins');
    await this.work(signal);
    this.diary.lines.push('handler ends');
  }
}

/** Something that a handler needs and that is slow to open. */
@Injectable()
class Database implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(private readonly diary: Diary) {}

  async onModuleInit(): Promise<void> {
    await sleep(200);
    this.diary.lines.push('database opens');
  }

  beforeApplicationShutdown(): void {
    this.diary.lines.push('beforeApplicationShutdown');
  }

  onApplicationShutdown(): void {
    this.diary.lines.push('onApplicationShutdown');
  }
}

@Controller('orders')
class OrdersController {
  readonly received: string[] = [];

  @Get()
  list(): readonly string[] {
    return this.received;
  }

  @OnPaymentCreated()
  note({ payment }: PaymentCreatedEvent): void {
    this.received.push(payment.orderUuid);
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

describe('a durable handler', () => {
  const running: RunningApp[] = [];
  let gateway: ScriptedGateway;
  let folder: string;

  beforeEach(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(join(tmpdir(), 'ovgc-lifecycle-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  async function start(
    providers: Provider[],
    given: Pick<AppOptions, 'imports'> & { deliveries?: object } = {},
  ): Promise<RunningApp> {
    const { deliveries, ...others } = given;
    const app = await startApp({
      baseUrl: gateway.baseUrl,
      providers,
      options: { ledger: { sqlite: join(folder, 'payments.db') }, deliveries },
      ...others,
    });
    running.push(app);
    return app;
  }

  it('can be a method of a controller', async () => {
    const app = await start([], { imports: [OrdersModule] });
    await app.payments.createPaymentRequest(request('CONTROLLED'));
    await eventually(
      'it is completed',
      async () => (await app.deliveries.counts()).completed === 1,
    );
    const answer = await fetch(`${app.url}/orders`);
    expect(await answer.json()).toEqual(['CONTROLLED']);
    const { deliveries } = await app.deliveries.list();
    expect(deliveries.map(({ handler }) => handler)).toEqual(['OrdersController.note']);
  });

  it('that an earlier process interrupted is not called before every onModuleInit has ended', async () => {
    const earlier = await start([Fulfilment, Diary], { deliveries: { shutdownTimeoutMs: 0 } });
    earlier.app.get(Fulfilment).work = never;
    await earlier.payments.createPaymentRequest(request('LEFT'));
    const before = earlier.app.get(Diary).lines;
    await eventually('it runs', () => before.length === 1);
    await running.pop()?.close();

    const app = await start([Fulfilment, Database, Diary]);
    const { lines } = app.app.get(Diary);
    await eventually('it is called', () => lines.includes('handler ends'));
    expect(lines).toEqual(['database opens', 'handler begins', 'handler ends']);
  });

  it('ends before the shutdown hooks of other providers are called', async () => {
    const app = await start([Fulfilment, Database, Diary]);
    const { lines } = app.app.get(Diary);
    app.app.get(Fulfilment).work = (signal) => sleep(200, undefined, { signal });
    await app.payments.createPaymentRequest(request('LAST'));
    await eventually('it runs', () => lines.includes('handler begins'));
    await running.pop()?.close();
    expect(lines).toEqual([
      'database opens',
      'handler begins',
      'handler ends',
      'beforeApplicationShutdown',
      'onApplicationShutdown',
    ]);
  });
});
