import { eventually, request, type RunningApp, startApp } from '../../../../test/support/app.js';
import { type ScriptedGateway, startGateway } from '../../../../test/support/gateway.js';
import { DurableEar } from '../../../../test/support/handlers.js';
import { handlersOf, publisherOf, startHost } from '../../../../test/support/host.js';
import { ACCOUNT, paymentRow, write } from '../../../../test/support/ledger.rows.js';
import { toPayment } from '../ledger/payment.row.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { DeliveryOptions } from '../ovgc.options.js';
import { DeliveryRunner } from './delivery.runner.js';
import { DeliveryTry } from './delivery.try.js';
import { EventOutbox } from './event.outbox.js';
import { eventId } from './event.record.js';
import { PaymentCreatedEvent } from './payment.events.js';

describe('a running handler', () => {
  it('is told by its signal when another process has taken its delivery over', async () => {
    const host = await startHost(DurableEar);
    const ledger = await openSqliteLedger(':memory:');
    const options = Object.assign(new DeliveryOptions(), { leaseMs: 100, drainMs: 0 });
    const handlers = handlersOf(host, ACCOUNT);
    const publisher = publisherOf(host);
    const start = async () => {
      const parts = [ACCOUNT, ledger, handlers, publisher] as const;
      const tries = new DeliveryTry(...parts, options, Date.now);
      const runner = new DeliveryRunner(...parts, tries, options, Date.now);
      await runner.start();
      return runner;
    };
    const ear = host.get(DurableEar);
    ear.behave = (_event, { attempt, signal }) =>
      attempt > 1 || new Promise((resolve) => signal.addEventListener('abort', resolve));
    await write(ledger, (trx) => new EventOutbox(handlers).store(trx, [createdEvent('A')]));

    const first = await start();
    await eventually('it runs', () => ear.heard.length === 1);
    // A runner that starts takes everything up again that is leased.
    const second = await start();
    await eventually('it runs elsewhere', () => ear.heard.length === 2);
    const aborted = () => ear.heard.map(({ delivery }) => delivery.signal.aborted);
    await eventually('it is told', () => aborted().includes(true), 1000);
    expect(aborted()).toEqual([true, false]);

    await first.stop();
    await second.stop();
    await ledger.close();
    await host.close();
  });
});

/** Of a payment as a ledger has it. */
function createdEvent(orderUuid: string): PaymentCreatedEvent {
  const payment = toPayment(paymentRow(orderUuid), { name: ACCOUNT, currency: null });
  return new PaymentCreatedEvent(eventId(payment, PaymentCreatedEvent.type), payment, new Date());
}

describe('whatever a durable handler throws', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let ear: DurableEar;
  let letGo = (): void => undefined;

  beforeEach(async () => {
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [DurableEar],
      options: { deliveries: { firstRetryMs: 1, longestRetryMs: 1 } },
    });
    ear = app.app.get(DurableEar);
  });
  afterEach(async () => {
    letGo();
    await app.close();
    await gateway.close();
  });

  it.each<[string, unknown, string]>([
    ['an error', new Error('no paper'), 'no paper'],
    ['a text', 'no paper', 'no paper'],
    ['an empty text', '', ''],
    ['a number', 0, '0'],
    ['nothing', undefined, 'it failed without an error'],
    ['null', null, 'it failed without an error'],
    ['an error with an object for a message', odd(new Error('x'), { code: 7 }), ''],
    ['an object that is no text', Object.create(null), ''],
  ])('(%s) it is tried again, and what was wrong can be read', async (_, thrown, message) => {
    ear.behave = (_event, { attempt }) => {
      if (attempt === 1) throw thrown;
      return new Promise<void>((resolve) => (letGo = resolve));
    };
    await app.payments.createPaymentRequest(request('ODD'));
    await eventually('it was tried again', () => ear.of('created').length === 2, 2000);
    const { deliveries } = await app.deliveries.list();
    expect(deliveries).toMatchObject([{ state: 'pending', attempts: 2 }]);
    expect(deliveries[0]?.lastError).toContain(message);
  });
});

function odd(error: Error, message: unknown): Error {
  return Object.assign(error, { message });
}
