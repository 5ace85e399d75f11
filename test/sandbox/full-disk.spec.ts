import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { setTimeout } from 'node:timers/promises';
import { ClockControl } from '../../libs/sandbox/src/clock/clock.control.js';
import { Scheduler } from '../../libs/sandbox/src/clock/scheduler.js';
import { PaymentsService } from '../../libs/sandbox/src/payments/payments.service.js';
import { SandboxOptions } from '../../libs/sandbox/src/sandbox.options.js';
import { DEFAULT_SELLER_ID } from '../../libs/sandbox/src/sellers/seller.js';
import type { SandboxServer } from '../../libs/sandbox/src/server/sandbox.server.js';
import { startServer } from '../../libs/sandbox/src/server/sandbox.server.js';
import { SandboxStore } from '../../libs/sandbox/src/store/sandbox.store.js';
import { WebhookLog } from '../../libs/sandbox/src/webhooks/webhook.log.js';
import { eventually } from '../support/app.js';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';

let endpoint: Endpoint;
let server: SandboxServer;

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  endpoint = await openEndpoint();
  server = await startServer(new SandboxOptions({ webhookUrl: endpoint.url }));
});
afterEach(async () => {
  await server.app.close();
  await endpoint.close();
  jest.restoreAllMocks();
});

const run = (statement: string) =>
  sql.raw(statement).execute(server.app.get(SandboxStore).db) as Promise<unknown>;

/** From now on the database refuses a statement as it does when the disk is full. */
const fillFor = (statement: 'INSERT ON webhook_attempt' | 'UPDATE ON payment') =>
  run(`CREATE TRIGGER full_disk BEFORE ${statement}
       BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`);
const makeRoom = () => run('DROP TRIGGER full_disk');

function newPayment() {
  return server.app.get(PaymentsService).create({
    sellerId: DEFAULT_SELLER_ID,
    orderUuid: 'ORDER-2026-0001',
    amount: '25.00',
    email: 'customer@example.com',
    successUrl: 'https://yoursite.com/success',
    cancelUrl: 'https://yoursite.com/cancel',
    productTitle: null,
    firstName: null,
    lastName: null,
  });
}

describe('a sandbox whose disk is full', () => {
  it('sends a webhook whose attempt it cannot write down again after a pause, and not without end', async () => {
    const { checkoutId } = await newPayment();
    await fillFor('INSERT ON webhook_attempt');
    await server.app.get(PaymentsService).cancel(checkoutId);
    await server.app.get(Scheduler).idle();
    await setTimeout(600);
    expect(endpoint.arrivals).toHaveLength(1);
    await eventually('it is sent again', () => endpoint.arrivals.length === 2);
    await setTimeout(1_200);
    // The second pause is longer than the first one.
    expect(endpoint.arrivals).toHaveLength(2);

    await makeRoom();
    await eventually('the attempt is written down', async () => {
      const [entry] = await server.app.get(WebhookLog).list();
      return entry?.state === 'delivered';
    });
    expect(endpoint.arrivals).toHaveLength(3);
    await setTimeout(300);
    expect(endpoint.arrivals).toHaveLength(3);
  });

  it('says so when the clock is turned, and does what fell due once there is room', async () => {
    const { transactionId } = await newPayment();
    const clock = server.app.get(ClockControl);
    await fillFor('UPDATE ON payment');
    await expect(clock.advance('31m')).rejects.toThrow('disk is full');
    await makeRoom();
    await clock.advance('31m');
    const payment = await server.app.get(PaymentsService).findByTransaction(transactionId);
    expect(payment).toMatchObject({ status: 'Expired' });
    expect(endpoint.events()).toEqual(['payment.declined']);
  });

  it('tries again by itself what fell due and could not be done', async () => {
    const { checkoutId } = await newPayment();
    await server.app.get(Scheduler).idle();
    await fillFor('UPDATE ON payment');
    const later = Date.now() + 30 * 60_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    await server.app.get(Scheduler).startDue();
    await makeRoom();
    await eventually('it has expired', () => endpoint.arrivals.length === 1, 10_000);
    const payment = await server.app.get(PaymentsService).findByCheckout(checkoutId);
    expect(payment).toMatchObject({ status: 'Expired' });
  });
});
