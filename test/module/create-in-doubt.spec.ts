import { request, type RunningApp, startApp } from '../support/app.js';
import { reset, type ScriptedGateway, startGateway } from '../support/gateway.js';

// Holds rule 7: create is safe to repeat.
// Holds rule 8: errors say what happened to the money.

const MINUTE = 60_000;

describe('an order whose answer got lost', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let time: number;

  beforeEach(async () => {
    time = Date.parse('2026-03-01T12:00:00Z');
    gateway = await startGateway();
    app = await startApp({ baseUrl: gateway.baseUrl, now: () => time });
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  const inDoubt = async () => (await app.payments.counts()).inDoubt;

  async function lose(order: string): Promise<void> {
    gateway.next(reset);
    await expect(app.payments.createPaymentRequest(request(order))).rejects.toMatchObject({
      requestState: 'unknown',
    });
  }

  it('is counted as in doubt after five minutes, and not before', async () => {
    await app.payments.createPaymentRequest(request('ANSWERED'));
    await lose('LOST');
    expect(await inDoubt()).toBe(0);
    time += 5 * MINUTE;
    expect(await inDoubt()).toBe(0);
    time += 1;
    expect(await inDoubt()).toBe(1);
    expect(await app.payments.counts()).toEqual({ conflicted: 0, unconfirmed: 0, inDoubt: 1 });
  });

  it('is counted no more once it was asked for again', async () => {
    await lose('LOST');
    await lose('STILL-LOST');
    time += 6 * MINUTE;
    expect(await inDoubt()).toBe(2);
    await app.payments.createPaymentRequest(request('LOST'));
    await lose('STILL-LOST');
    expect(await inDoubt()).toBe(1);
    await app.payments.createPaymentRequest(request('STILL-LOST'));
    expect(await inDoubt()).toBe(0);
  });
});
