import { eventually } from '../../../../test/support/app.js';
import {
  json,
  type ScriptedGateway,
  silence,
  startGateway,
} from '../../../../test/support/gateway.js';
import { intentRow } from '../../../../test/support/ledger.rows.js';
import { GatewayClient } from './gateway.client.js';
import { GatewayHttp } from './gateway.http.js';

const order = intentRow('ORDER-1');

describe('the gateway client of an app that shuts down', () => {
  let gateway: ScriptedGateway;
  let http: GatewayHttp;
  let client: GatewayClient;

  beforeEach(async () => {
    gateway = await startGateway();
    http = new GatewayHttp();
    const { baseUrl } = gateway;
    client = new GatewayClient(http, {
      apiKey: 'key',
      webhookSecret: [],
      baseUrl,
      timeoutMs: 60_000,
      retries: 3,
    });
  });
  afterEach(() => gateway.close());

  it('aborts the open request, leaves its state unknown, and does not retry', async () => {
    gateway.next(silence);
    const asking = client.createPayment(order).catch((error: unknown) => error);
    await eventually('it is asked', () => gateway.calls.length === 1);
    http.close();
    expect(await asking).toMatchObject({
      reason: 'shutdown',
      requestState: 'unknown',
      attempts: 1,
    });
    expect(gateway.calls).toHaveLength(1);
  });

  it('ends the wait for a retry', async () => {
    gateway.next(json(500, {}));
    const asking = client.createPayment(order).catch((error: unknown) => error);
    await eventually('it is asked', () => gateway.calls.length === 1);
    // The answer is read by then, unless the machine is very busy; the result is the same.
    await new Promise((resolve) => setTimeout(resolve, 20));
    http.close();
    expect(await asking).toMatchObject({ requestState: 'unknown', attempts: 1 });
    expect(gateway.calls).toHaveLength(1);
  });

  it('sends no more requests', async () => {
    http.close();
    const asking = client.createPayment(order);
    await expect(asking).rejects.toMatchObject({
      reason: 'shutdown',
      requestState: 'not_sent',
      attempts: 1,
    });
    expect(gateway.calls).toEqual([]);
  });

  it('aborts an order status call', async () => {
    gateway.next(silence);
    const path = '/order-status/{transaction_id}';
    const payment = { transactionId: 'invoice_1', orderUuid: 'ORDER-1' };
    const asking = client.orderStatus(payment, { path }).catch((error: unknown) => error);
    await eventually('it is asked', () => gateway.calls.length === 1);
    http.close();
    expect(await asking).toMatchObject({ code: 'order_status_unknown' });
  });
});
