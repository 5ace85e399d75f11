import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import {
  type OvgcModuleOptions,
  OnPaymentCreated,
  type PaymentCreatedEvent,
  type PaymentDelivery,
} from 'nestjs-ovgc';
import { concat, defer, EMPTY, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { eventually, request, type RunningApp, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

/** A durable handler that returns what a test wants. */
@Injectable()
class Returning {
  result: (attempt: number) => unknown = () => undefined;

  @OnPaymentCreated()
  reserve(_event: PaymentCreatedEvent, { attempt }: PaymentDelivery): unknown {
    return this.result(attempt);
  }
}

describe('what a durable handler returns', () => {
  const running: RunningApp[] = [];
  let gateway: ScriptedGateway;

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await gateway.close();
  });

  async function start(
    deliveries: OvgcModuleOptions['deliveries'] = {},
    given: Partial<Parameters<typeof startApp>[0]> = {},
  ): Promise<RunningApp> {
    const app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [Returning],
      options: { deliveries: { initialDelayMs: 1, maxDelayMs: 1, ...deliveries } },
      ...given,
    });
    running.push(app);
    return app;
  }

  /** Starts an app whose handler returns something, and creates a payment. */
  async function returning(
    result: (attempt: number) => unknown,
    deliveries: OvgcModuleOptions['deliveries'] = {},
  ): Promise<RunningApp> {
    const app = await start(deliveries);
    app.app.get(Returning).result = result;
    await app.payments.createPaymentRequest(request('A'));
    return app;
  }

  const completed = async (app: RunningApp) => (await app.deliveries.counts()).completed === 1;
  const only = async (app: RunningApp) => (await app.deliveries.list()).deliveries[0];

  it('can be a request of HttpService: it is sent, and sent again until it succeeds', async () => {
    const posted: string[] = [];
    const warehouse = createServer((incoming, response) => {
      posted.push(incoming.url ?? '');
      response.writeHead(posted.length < 3 ? 500 : 201).end();
    }).listen(0, '127.0.0.1');
    await once(warehouse, 'listening');
    const { port } = warehouse.address() as AddressInfo;

    @Injectable()
    class Warehouse {
      constructor(private readonly http: HttpService) {}

      @OnPaymentCreated()
      reserve({ payment }: PaymentCreatedEvent): Observable<unknown> {
        return this.http.post(`http://127.0.0.1:${port}/${payment.orderUuid}`, {});
      }
    }
    const app = await start({}, { providers: [Warehouse], imports: [HttpModule] });
    await app.payments.createPaymentRequest(request('SENT'));
    await eventually('it is completed', () => completed(app));
    expect(posted).toEqual(['/SENT', '/SENT', '/SENT']);
    warehouse.closeAllConnections();
    warehouse.close();
  });

  it('can be a promise of an Observable', async () => {
    let subscriptions = 0;
    const app = await returning(() =>
      Promise.resolve(defer(() => of((subscriptions += 1), 'and another value'))),
    );
    await eventually('it is completed', () => completed(app));
    expect(subscriptions).toBe(1);
  });

  it.each([
    ['an Observable without a value', () => EMPTY],
    ['nothing', () => undefined],
    ['a list of values', () => [1, 2]],
  ])('can be %s', async (_name, result) => {
    const app = await returning(result);
    await eventually('it is completed', () => completed(app));
    expect(await only(app)).toMatchObject({ attempts: 1 });
  });

  const broken = () => new Error('the line broke');
  it.each<[string, () => unknown]>([
    ['an Observable', () => throwError(broken)],
    ['an Observable that has emitted a value', () => concat(of(1), throwError(broken))],
    ['the last value of an Observable', () => of(Promise.reject(broken()))],
    [
      'a generator',
      function* () {
        yield 1;
        throw broken();
      },
    ],
    [
      'an async generator',
      async function* () {
        yield await Promise.resolve(1);
        throw broken();
      },
    ],
  ])('makes the attempt fail with the error of %s', async (_name, result) => {
    const app = await returning((attempt) => (attempt === 1 ? result() : NEVER), {
      shutdownTimeoutMs: 0,
    });
    await eventually('it is retried', async () => (await only(app))?.attempts === 2);
    expect(await only(app)).toMatchObject({ state: 'pending', lastError: 'the line broke' });
  });

  it('is awaited to its end, and not only to its first value', async () => {
    const values = new Subject<number>();
    const app = await returning(() => (values.observed ? undefined : values));
    await eventually('it is subscribed to', () => values.observed);
    values.next(1);
    await app.payments.createPaymentRequest(request('B'));
    const states = async () => (await app.deliveries.list()).deliveries.map(({ state }) => state);
    await eventually('the newer one is completed', async () => (await states())[0] === 'completed');
    expect(await states()).toEqual(['completed', 'pending']);
    values.complete();
    await eventually('both are', async () => (await app.deliveries.counts()).completed === 2);
  });

  it('is unsubscribed from when the call takes too long, which fails the attempt', async () => {
    let unsubscribed = 0;
    const app = await returning(
      (attempt) => (attempt === 1 ? new Observable(() => () => (unsubscribed += 1)) : undefined),
      { timeoutMs: 20 },
    );
    await eventually('it is completed', () => completed(app));
    expect(unsubscribed).toBe(1);
    expect(await only(app)).toMatchObject({ attempts: 2 });
  });

  it('is unsubscribed from when the app shuts down', async () => {
    let unsubscribed = 0;
    const app = await returning(() => new Observable(() => () => (unsubscribed += 1)), {
      shutdownTimeoutMs: 0,
    });
    await eventually('it runs', async () => (await only(app))?.attempts === 1);
    await running.pop()?.close();
    expect(unsubscribed).toBe(1);
  });
});
