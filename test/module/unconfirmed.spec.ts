import type { LoggerService } from '@nestjs/common';
import { eventually, request, type RunningApp, startApp } from '../support/app.js';
import { json, type ScriptedGateway, startGateway } from '../support/gateway.js';

const MINUTE = 60_000;

describe('a payment that the order status calls Paid, and no webhook does,', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let warnings: string[];
  let time: number;

  beforeEach(async () => {
    time = Date.parse('2026-03-01T12:00:00Z');
    warnings = [];
    gateway = await startGateway();
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  async function start(trustPaid: boolean): Promise<void> {
    const ignore = () => undefined;
    const logger: LoggerService = {
      log: ignore,
      error: ignore,
      warn: (message: string) => void warnings.push(message),
    };
    app = await startApp({
      baseUrl: gateway.baseUrl,
      options: { orderStatus: { trustPaid }, jobIntervalMs: 10 },
      nest: { logger },
      now: () => time,
    });
    warnings.length = 0;
  }

  const warningOf = (transactionId: string, order: string) =>
    `The gateway says that transaction ${transactionId} of order ${order} is Paid, and no webhook says so. ` +
    'Check it in the OVGC dashboard, or set orderStatus.trustPaid to accept the order status.';

  it('is reported with its transaction and its order when its window is over', async () => {
    await start(false);
    const { transactionId } = await app.payments.createPaymentRequest(request('OVER'));
    gateway.next(json(200, { payment_status: 'Paid' }));
    time += 36 * MINUTE;
    await eventually('it is warned of', () => warnings.length > 0);
    expect(warnings).toEqual([warningOf(transactionId, 'OVER')]);
  });

  it('is reported by reconcile as well', async () => {
    await start(false);
    const { transactionId } = await app.payments.createPaymentRequest(request('ASKED'));
    gateway.next(json(200, { payment_status: 'Paid' }));
    await app.payments.reconcile('ASKED');
    expect(warnings).toEqual([warningOf(transactionId, 'ASKED')]);
  });

  it('is not reported when the order status is trusted', async () => {
    await start(true);
    await app.payments.createPaymentRequest(request('TRUSTED'));
    gateway.next(json(200, { payment_status: 'Paid' }));
    expect(await app.payments.reconcile('TRUSTED')).toMatchObject({ status: 'Paid' });
    expect(warnings).toEqual([]);
  });
});
