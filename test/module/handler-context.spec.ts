import { AsyncLocalStorage } from 'node:async_hooks';
import {
  Controller,
  Injectable,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  Post,
} from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import {
  DeliveryDeadLetteredEvent,
  OnPaymentSucceeded,
  OvgcDeliveriesService,
  type Payment,
  type PaymentDelivery,
  type PaymentEvent,
  WebhookRejectedEvent,
  WebhookUnmatchedEvent,
} from 'nestjs-ovgc';
import {
  type AppOptions,
  eventually,
  request,
  type RunningApp,
  startApp,
  succeeded,
} from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

/** What libraries such as nestjs-cls keep for each request: its user, its tenant or its locale. */
const store = new AsyncLocalStorage<string>();
/** The transaction of the request in whose context this is called; `start` in the context of the app's start. */
const whose = (): string | undefined => store.getStore();

/** Gives each request a context of its own, with the transaction of its webhook. */
@Module({})
class RequestContextModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    const enter = (
      { body }: { body?: { transaction_id?: string } },
      _response: unknown,
      next: () => void,
    ) => store.run(body?.transaction_id ?? 'a request', next);
    consumer.apply(enter).forRoutes('*path');
  }
}

/** Writes down in whose context it is called. */
@Injectable()
class Witness {
  readonly contexts: unknown[] = [];
  failures = 2;

  @OnPaymentSucceeded()
  async fulfil(_event: PaymentEvent, { attempt }: PaymentDelivery): Promise<void> {
    this.contexts.push(whose());
    await Promise.resolve();
    if (attempt <= this.failures) throw new Error('the printer is out of paper');
  }
}

@Injectable()
class Listener {
  readonly contexts = new Map<string, unknown[]>();

  @OnEvent('ovgc.payment.succeeded')
  @OnEvent(WebhookRejectedEvent.type)
  @OnEvent(WebhookUnmatchedEvent.type)
  @OnEvent(DeliveryDeadLetteredEvent.type)
  async hear(event: { constructor: { type?: string } }): Promise<void> {
    await Promise.resolve();
    const type = event.constructor.type ?? '';
    this.contexts.set(type, [...this.heard(type), whose()]);
  }

  heard(type: string): readonly unknown[] {
    return this.contexts.get(type) ?? [];
  }
}

@Controller('replays')
class ReplayController {
  constructor(private readonly deliveries: OvgcDeliveriesService) {}

  @Post()
  replayAll(): Promise<number> {
    return this.deliveries.replayAll();
  }
}

@Module({ controllers: [ReplayController] })
class ReplayModule {}

describe('the async context of a request', () => {
  let gateway: ScriptedGateway;
  const running: RunningApp[] = [];

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await gateway.close();
  });

  /** Starts an app in a context of its own. */
  async function start(
    providers: NonNullable<AppOptions['providers']>,
    options: AppOptions['options'] = {},
  ): Promise<RunningApp> {
    const app = await store.run('start', () =>
      startApp({
        baseUrl: gateway.baseUrl,
        imports: [RequestContextModule, ReplayModule],
        extras: { isGlobal: true },
        providers,
        options: { deliveries: { initialDelayMs: 2, maxDelayMs: 5 }, ...options },
      }),
    );
    running.push(app);
    return app;
  }

  async function payAll(app: RunningApp, count: number): Promise<readonly string[]> {
    const orders = Array.from({ length: count }, (_, i) => `ORDER-${i}`);
    const payments = await Promise.all(
      orders.map((order) => app.payments.createPaymentRequest(request(order))),
    );
    const ids = payments.map(({ transactionId }) => transactionId);
    await Promise.all(ids.map((id) => app.webhook(succeeded(id))));
    return ids;
  }

  it('reaches no durable handler, nor a retry of one: they run in that of the app’s start', async () => {
    const app = await start([Witness]);
    await payAll(app, 20);
    const { contexts } = app.app.get(Witness);
    await eventually('all have been called', () => contexts.length === 60);
    expect(new Set(contexts)).toEqual(new Set(['start']));
  });

  it('reaches no durable handler of a delivery that it replays', async () => {
    const app = await start([Witness], { deliveries: { maxRetryDurationMs: 0 } });
    await payAll(app, 1);
    const deadLettered = async () => (await app.deliveries.counts()).deadLettered;
    await eventually('it is dead-lettered', async () => (await deadLettered()) === 1);
    const witness = app.app.get(Witness);
    witness.failures = 0;
    await fetch(`${app.url}/replays`, { method: 'POST' });
    await eventually(
      'it is completed',
      async () => (await app.deliveries.counts()).completed === 1,
    );
    expect(witness.contexts).toEqual(['start', 'start']);
  });

  it('reaches no listener of an event that it causes', async () => {
    const app = await start([Witness, Listener], {
      jobIntervalMs: 10,
      unmatchedAfterMs: 0,
      deliveries: { maxRetryDurationMs: 0 },
    });
    await payAll(app, 5);
    await app.webhook(succeeded('invoice_of_nobody'));
    await app.webhook({ ...succeeded('invoice_of_a_thief'), webhook_secret: 'wrong' });
    const listener = app.app.get(Listener);
    const expected = new Map([
      ['ovgc.payment.succeeded', 5],
      [DeliveryDeadLetteredEvent.type, 5],
      [WebhookUnmatchedEvent.type, 1],
      [WebhookRejectedEvent.type, 1],
    ]);
    await eventually('all have been heard', () =>
      [...expected].every(([type, count]) => listener.heard(type).length === count),
    );
    expect(new Set([...listener.contexts.values()].flat())).toEqual(new Set(['start']));
  });

  it('reaches nobody who watches a payment: each is told in the context that it subscribed in', async () => {
    const app = await start([]);
    const { transactionId } = await app.payments.createPaymentRequest(request('WATCHED'));
    const seen: [unknown, Payment['status']][] = [];
    const watch = (name: string) =>
      store.run(name, () =>
        app.payments.watch('WATCHED').subscribe(({ status }) => seen.push([whose(), status])),
      );
    const subscriptions = [watch('one page'), watch('another page')];
    await eventually('both see it', () => seen.length === 2);
    await app.webhook(succeeded(transactionId));
    await eventually('both see it paid', () => seen.length === 4);
    subscriptions.forEach((subscription) => subscription.unsubscribe());
    expect(seen.slice(2)).toEqual([
      ['one page', 'Paid'],
      ['another page', 'Paid'],
    ]);
  });
});
