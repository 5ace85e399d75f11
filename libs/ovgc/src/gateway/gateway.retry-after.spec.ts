import { jest } from '@jest/globals';
import {
  type Answer,
  type ScriptedGateway,
  startGateway,
} from '../../../../test/support/gateway.js';
import { intentRow } from '../../../../test/support/ledger.rows.js';
import { GatewayClient } from './gateway.client.js';
import { GatewayHttp } from './gateway.http.js';
import { unredacted } from '../../../../test/support/unredacted.js';

const order = intentRow('ORDER-1');

const busy =
  (status: number, retryAfter: string): Answer =>
  (_call, response) =>
    response.writeHead(status, { 'Retry-After': retryAfter }).end();

describe('a gateway that sends Retry-After', () => {
  let gateway: ScriptedGateway;
  let http: GatewayHttp;

  beforeEach(async () => {
    gateway = await startGateway();
    http = new GatewayHttp();
  });
  afterEach(async () => {
    http.close();
    await gateway.close();
  });

  function client() {
    const { baseUrl } = gateway;
    return new GatewayClient(
      http,
      { apiKey: 'key', baseUrl, timeoutMs: 10_000, retries: 2 },
      unredacted,
    );
  }

  it.each([429, 503])('in seconds with HTTP %d is not asked again before', async (status) => {
    gateway.next(busy(status, '1'));
    const begun = performance.now();
    await client().createPayment(order);
    // A timer may fire a millisecond early.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(999);
    expect(gateway.calls).toHaveLength(2);
  });

  it('as an HTTP date is not asked again before', async () => {
    // An HTTP date has whole seconds, so this one is one to two seconds away.
    const at = Math.floor(Date.now() / 1000) * 1000 + 2000;
    gateway.next(busy(503, new Date(at).toUTCString()));
    await client().createPayment(order);
    expect(Date.now()).toBeGreaterThanOrEqual(at - 1);
    expect(gateway.calls).toHaveLength(2);
  });

  it.each([
    ['an hour', () => '3600'],
    ['a date of tomorrow', () => new Date(Date.now() + 86_400_000).toUTCString()],
  ])('of %s is not asked again, and the call fails at once', async (_, retryAfter) => {
    gateway.next(busy(429, retryAfter()));
    const error: unknown = await client()
      .createPayment(order)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'gateway_unavailable',
      reason: 'HTTP 429',
      retryable: true,
      attempts: 1,
    });
    expect(gateway.calls).toHaveLength(1);
  });

  it('is not waited for when the app shuts down', async () => {
    const send = jest.spyOn(http, 'send');
    gateway.next(busy(429, '9'));
    const asking = client()
      .createPayment(order)
      .catch((e: unknown) => e);
    // The wait begins as soon as the answer is read.
    await send.mock.results[0]?.value;
    await new Promise(setImmediate);
    const begun = performance.now();
    http.close();
    expect(await asking).toMatchObject({ reason: 'HTTP 429', attempts: 1 });
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(gateway.calls).toHaveLength(1);
  });
});
