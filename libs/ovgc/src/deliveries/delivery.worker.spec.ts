import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually } from '../../../../test/support/app.js';
import { startHost } from '../../../../test/support/host.js';
import { newestDelivery } from '../../../../test/support/ledger.deliveries.js';
import { write } from '../../../../test/support/ledger.rows.js';
import { never } from '../../../../test/support/never.js';
import { counting, delaying, failing } from '../../../../test/support/watched.unit-of-work.js';
import { WorkerScenario } from '../../../../test/support/worker.scenario.js';
import { claimDue, renew } from './delivery.operations.js';
import { OnPaymentCreated, OnPaymentSucceeded } from './handler.decorators.js';

class NoHandlers {}

describe('a delivery worker', () => {
  let scenario: WorkerScenario;

  beforeEach(async () => {
    scenario = await WorkerScenario.open();
  });
  afterEach(async () => {
    await scenario.close();
    jest.restoreAllMocks();
  });

  it('aborts the signal of a handler when another process has taken over its delivery', async () => {
    scenario.recorder.behave = (_event, { attempt, signal }) =>
      attempt > 1 || new Promise((resolve) => signal.addEventListener('abort', resolve));
    await scenario.createPayments('A');
    await scenario.start({ leaseMs: 100 });
    await eventually('it runs', () => scenario.recorder.received.length === 1);
    // A worker that starts recovers every leased delivery.
    await scenario.start({ leaseMs: 100 });
    await eventually('it runs elsewhere', () => scenario.recorder.received.length === 2);
    const aborted = () => scenario.recorder.received.map(({ delivery }) => delivery.signal.aborted);
    await eventually('it is aborted', () => aborted().includes(true), 1000);
    expect(aborted()).toEqual([true, false]);
  });

  it('renews a lease for as long as the handler runs', async () => {
    let end = (): void => undefined;
    scenario.recorder.behave = () => new Promise<void>((resolve) => (end = resolve));
    await scenario.createPayments('A');
    await scenario.start({ leaseMs: 300 });
    await eventually('it runs', () => scenario.recorder.received.length === 1);
    const claimed = (await newestDelivery(scenario.ledger)).leaseUntil ?? Infinity;
    await eventually('it is renewed again and again', async () => {
      const { leaseUntil } = await newestDelivery(scenario.ledger);
      return leaseUntil !== null && leaseUntil > claimed + 400;
    });
    expect(scenario.recorder.received.map(({ delivery: { signal } }) => signal.aborted)).toEqual([
      false,
    ]);
    end();
  });

  it('calls each handler in an async context of its own: what one call enters, no other sees', async () => {
    const store = new AsyncLocalStorage<string>();
    const before: unknown[] = [];
    scenario.recorder.behave = ({ payment }, { attempt }) => {
      before.push(store.getStore());
      store.enterWith(payment.orderUuid);
      if (attempt === 1) throw new Error('again');
    };
    await scenario.createPayments('A', 'B', 'C');
    await scenario.start({ initialDelayMs: 1, maxDelayMs: 1 });
    await eventually('all are called, and retried', () => before.length === 6);
    expect(new Set(before)).toEqual(new Set([undefined]));
  });

  it('calls one handler up to `concurrency` times at once', async () => {
    scenario.recorder.behave = never;
    await scenario.createPayments('A', 'B', 'C');
    const worker = await scenario.start({ concurrency: 2 });
    await eventually('they run', () => scenario.recorder.received.length === 2);
    worker.wake();
    await sleep(50);
    expect(scenario.recorder.received).toHaveLength(2);
  });

  it('doesn’t query the ledger while its only handler runs `concurrency` times', async () => {
    const { counted, count } = counting(scenario.ledger);
    const only = await startHost(BusyHandler);
    await scenario.createPayments('A', 'B');
    const worker = await scenario.start({ concurrency: 1 }, { host: only, ledger: counted });
    const { calls } = only.get(BusyHandler);
    await eventually('it runs', () => calls.length === 1);
    await sleep(50);
    worker.wake();
    await sleep(50);
    // Recovery, pending deliveries by handler, and the claim of the one delivery.
    expect(count()).toBe(3);
    await only.close();
  });

  it('is idle until the earliest delivery is due, whatever else is due later', async () => {
    const { counted, count } = counting(scenario.ledger);
    scenario.recorder.behave = ({ payment }, { attempt }) => {
      if (payment.orderUuid === 'FAILS' && attempt === 1) throw new Error('not this time');
    };
    jest.spyOn(Math, 'random').mockReturnValue(0.999);
    await scenario.createPayments('FAILS');
    await scenario.store({ orderUuid: 'LATER', nextAttemptAt: Date.now() + 3_600_000 });
    await scenario.start({ initialDelayMs: 1500 }, { ledger: counted });
    await eventually('it has failed', () => scenario.recorder.received.length === 1);
    await sleep(100);
    const before = count();
    await sleep(150);
    expect(count() - before).toBeLessThan(3);
    await eventually('it is retried', () => scenario.recorder.received.length === 2, 3000);
  });

  it('delivers the other events when it can’t read one', async () => {
    await scenario.createPayments('A', 'B');
    await write(scenario.ledger, (trx) =>
      trx
        .updateTable('ovgcEvents')
        .set({ payload: 'half of' })
        .where('orderUuid', '=', 'A')
        .execute(),
    );
    await scenario.start({ maxRetryDurationMs: 0 });
    await eventually('the other one is received', () => scenario.recorder.received.length === 1);
    await eventually('it is logged', () => scenario.lines.length > 1);
    expect(scenario.lines[0]).toContain('was dead-lettered after attempt 1');
    expect(scenario.lines[1]).toMatch(/could not read the event of delivery 1 SyntaxError/);
  });

  it('warns when no durable handler listens to payments that succeed, and only then', async () => {
    await scenario.start();
    expect(scenario.lines).toEqual([]);
    const empty = await startHost(NoHandlers);
    await scenario.start({}, { host: empty });
    expect(scenario.lines).toEqual([
      'no durable handler listens to payments that succeed: put @OnPaymentSucceeded() on the method that fulfils orders OvgcDeliveries',
    ]);
    await empty.close();
  });

  it('warns when deliveries are pending for a handler that the app no longer has', async () => {
    await scenario.createPayments('A', 'B');
    const other = await startHost({ provide: NoHandlers, useClass: OtherHandler });
    await scenario.start({}, { host: other });
    expect(scenario.lines).toEqual([
      'deliveries pending for RecordingHandler.created, which the app no longer has: 2. To deliver them, give a handler this name, or move them with OvgcDeliveriesService.reassign OvgcDeliveries',
    ]);
    await other.close();
  });

  it('claims again after the ledger has failed', async () => {
    let isDown = true;
    await scenario.createPayments('A');
    const down = failing(scenario.unitOfWork, (operation) => isDown && operation === claimDue);
    await scenario.start({}, { unitOfWork: down });
    await eventually('it has failed', () => scenario.lines.length > 0);
    expect(scenario.lines.join()).toContain(
      'could not claim due deliveries; trying again Error: disk full',
    );
    isDown = false;
    await eventually('it is handled', () => scenario.recorder.received.length === 1, 3000);
  });

  it('is idle after what was due, though the ledger failed in between', async () => {
    let isDown = true;
    await scenario.createPayments('A');
    const down = failing(scenario.unitOfWork, (operation) => isDown && operation === claimDue);
    const worker = await scenario.start({}, { unitOfWork: down });
    const idle = worker.untilIdle();
    await eventually('it has failed', () => scenario.lines.length > 0);
    expect(scenario.recorder.received).toEqual([]);
    isDown = false;
    await idle;
    expect(scenario.recorder.received).toHaveLength(1);
  });

  it('logs when a lease can’t be renewed, and doesn’t abort the handler', async () => {
    scenario.recorder.behave = never;
    await scenario.createPayments('A');
    await scenario.start(
      { leaseMs: 30 },
      { unitOfWork: failing(scenario.unitOfWork, (operation) => operation === renew) },
    );
    await eventually('it has failed', () => scenario.lines.length > 0);
    expect(scenario.lines.join()).toContain(
      'could not renew the leases of running handlers Error: disk full',
    );
    expect(scenario.recorder.received.map(({ delivery }) => delivery.signal.aborted)).toEqual([
      false,
    ]);
  });

  it('stores the end of a call while its lease is being renewed', async () => {
    let end = (): void => undefined;
    let renewals = 0;
    let goOn = (): void => undefined;
    const wait = new Promise<void>((resolve) => (goOn = resolve));
    const slow = delaying(scenario.unitOfWork, (operation) => {
      if (operation !== renew) return undefined;
      renewals += 1;
      return wait;
    });
    scenario.recorder.behave = () => new Promise<void>((resolve) => (end = resolve));
    await scenario.createPayments('A');
    await scenario.start({ leaseMs: 30 }, { unitOfWork: slow });
    await eventually('it is being renewed', () => renewals > 0);
    end();
    await eventually(
      'it is completed',
      async () => (await newestDelivery(scenario.ledger)).state === 'completed',
    );
    goOn();
    await sleep(50);
    expect(scenario.lines).toEqual([]);
  });

  it('is idle while a delivery whose lease expired waits for an older one', async () => {
    const { counted, count } = counting(scenario.ledger);
    const worker = await scenario.start({}, { ledger: counted });
    await scenario.store({ nextAttemptAt: Date.now() + 3_600_000 });
    await scenario.store({ leaseToken: 'of another', leaseUntil: Date.now() - 1 });
    const before = count();
    worker.wake();
    await sleep(100);
    // A claim for each of the five handlers, and the time of the next due delivery.
    expect(count() - before).toBe(6);
  });
});

class OtherHandler {
  @OnPaymentSucceeded()
  handle(): void {}
}

class BusyHandler {
  readonly calls: unknown[] = [];

  @OnPaymentCreated({ name: 'RecordingHandler.created' })
  handle(event: unknown): Promise<void> {
    this.calls.push(event);
    return never();
  }
}
