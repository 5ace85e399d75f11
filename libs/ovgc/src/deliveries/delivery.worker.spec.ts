import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually } from '../../../../test/support/app.js';
import { startHost } from '../../../../test/support/host.js';
import { write } from '../../../../test/support/ledger.rows.js';
import { never } from '../../../../test/support/never.js';
import { RunnerStage } from '../../../../test/support/runner.stage.js';
import {
  counting,
  disturbed,
  failing,
  lastDelivery,
} from '../../../../test/support/watched.ledger.js';
import { renew, takeDue } from './delivery.operations.js';
import { OnPaymentCreated, OnPaymentSucceeded } from './handler.decorators.js';

class Nobody {}

describe('the runner of deliveries', () => {
  let stage: RunnerStage;

  beforeEach(async () => {
    stage = await RunnerStage.open();
  });
  afterEach(async () => {
    await stage.close();
    jest.restoreAllMocks();
  });

  it('tells a handler by its signal when another process has taken its delivery over', async () => {
    stage.recorder.behave = (_event, { attempt, signal }) =>
      attempt > 1 || new Promise((resolve) => signal.addEventListener('abort', resolve));
    await stage.happen('A');
    await stage.start({ leaseMs: 100 });
    await eventually('it runs', () => stage.recorder.heard.length === 1);
    // A runner that starts takes everything up again that is leased.
    await stage.start({ leaseMs: 100 });
    await eventually('it runs elsewhere', () => stage.recorder.heard.length === 2);
    const aborted = () => stage.recorder.heard.map(({ delivery }) => delivery.signal.aborted);
    await eventually('it is told', () => aborted().includes(true), 1000);
    expect(aborted()).toEqual([true, false]);
  });

  it('holds on to a lease for as long as the handler runs', async () => {
    let end = (): void => undefined;
    stage.recorder.behave = () => new Promise<void>((resolve) => (end = resolve));
    await stage.happen('A');
    await stage.start({ leaseMs: 300 });
    await eventually('it runs', () => stage.recorder.heard.length === 1);
    const taken = (await lastDelivery(stage.ledger)).leaseUntil ?? Infinity;
    await eventually('it is renewed again and again', async () => {
      const { leaseUntil } = await lastDelivery(stage.ledger);
      return leaseUntil !== null && leaseUntil > taken + 400;
    });
    expect(stage.recorder.heard.map(({ delivery: { signal } }) => signal.aborted)).toEqual([false]);
    end();
  });

  it('calls one handler so many times at once as the options say', async () => {
    stage.recorder.behave = never;
    await stage.happen('A', 'B', 'C');
    const runner = await stage.start({ concurrency: 2 });
    await eventually('they run', () => stage.recorder.heard.length === 2);
    runner.wake();
    await sleep(50);
    expect(stage.recorder.heard).toHaveLength(2);
  });

  it('leaves the ledger alone while all places of its only handler are taken', async () => {
    const { counted, asked } = counting(stage.ledger);
    const only = await startHost(BusyEar);
    await stage.happen('A', 'B');
    const runner = await stage.start({ concurrency: 1 }, only, counted);
    const { calls } = only.get(BusyEar);
    await eventually('it runs', () => calls.length === 1);
    await sleep(50);
    runner.wake();
    await sleep(50);
    // What a crash left, whom nobody hears, and the one delivery.
    expect(asked()).toBe(3);
    await only.close();
  });

  it('sleeps until the first of what waits is due, whatever else waits for longer', async () => {
    const { counted, asked } = counting(stage.ledger);
    stage.recorder.behave = ({ payment }, { attempt }) => {
      if (payment.orderUuid === 'FAILS' && attempt === 1) throw new Error('not this time');
    };
    jest.spyOn(Math, 'random').mockReturnValue(0.999);
    await stage.happen('FAILS');
    await stage.store({ orderUuid: 'LATER', nextAttemptAt: Date.now() + 3_600_000 });
    await stage.start({ initialDelayMs: 1500 }, stage.host, counted);
    await eventually('it has failed', () => stage.recorder.heard.length === 1);
    await sleep(100);
    const before = asked();
    await sleep(150);
    expect(asked() - before).toBeLessThan(3);
    await eventually('it is tried again', () => stage.recorder.heard.length === 2, 3000);
  });

  it('goes on when there is an event among the others that it can’t read', async () => {
    await stage.happen('A', 'B');
    await write(stage.ledger, (trx) =>
      trx
        .updateTable('ovgcEvents')
        .set({ payload: 'half of' })
        .where('orderUuid', '=', 'A')
        .execute(),
    );
    await stage.start({ maxRetryDurationMs: 0 });
    await eventually('the other is heard', () => stage.recorder.heard.length === 1);
    await eventually('it is said', () => stage.lines.length > 1);
    expect(stage.lines[0]).toContain('was given up (try 1)');
    expect(stage.lines[1]).toMatch(/the event of delivery 1 can’t be read SyntaxError/);
  });

  it('warns when nobody durable listens to payments that succeed, and only then', async () => {
    await stage.start();
    expect(stage.lines).toEqual([]);
    const empty = await startHost(Nobody);
    await stage.start({}, empty);
    expect(stage.lines).toEqual([
      'no durable handler listens to payments that succeed: put @OnPaymentSucceeded() on the method that fulfils OvgcDeliveries',
    ]);
    await empty.close();
  });

  it('warns of deliveries for a handler that the app no longer has', async () => {
    await stage.happen('A', 'B');
    const other = await startHost({ provide: Nobody, useClass: OtherEar });
    await stage.start({}, other);
    expect(stage.lines).toEqual([
      '2 deliveries wait for RecordingHandler.created, which the app no longer has: give it that name again OvgcDeliveries',
    ]);
    await other.close();
  });

  it('looks again when the ledger has failed', async () => {
    let isDown = true;
    await stage.happen('A');
    const down = failing(stage.ledger, (operation) => isDown && operation === takeDue);
    await stage.start({}, stage.host, down);
    await eventually('it has failed', () => stage.lines.length > 0);
    expect(stage.lines.join()).toContain(
      'could not look for due deliveries; trying again Error: disk full',
    );
    isDown = false;
    await eventually('it is handled', () => stage.recorder.heard.length === 1, 3000);
  });

  it('says so when a lease can’t be renewed, and lets the handler run', async () => {
    stage.recorder.behave = never;
    await stage.happen('A');
    await stage.start(
      { leaseMs: 30 },
      stage.host,
      failing(stage.ledger, (operation) => operation === renew),
    );
    await eventually('it has failed', () => stage.lines.length > 0);
    expect(stage.lines.join()).toContain(
      'could not renew the leases of running handlers Error: disk full',
    );
    expect(stage.recorder.heard.map(({ delivery }) => delivery.signal.aborted)).toEqual([false]);
  });

  it('lets a call end while its lease is being renewed', async () => {
    let end = (): void => undefined;
    let renewals = 0;
    let goOn = (): void => undefined;
    const wait = new Promise<void>((resolve) => (goOn = resolve));
    const slow = disturbed(stage.ledger, (operation) => {
      if (operation !== renew) return undefined;
      renewals += 1;
      return wait;
    });
    stage.recorder.behave = () => new Promise<void>((resolve) => (end = resolve));
    await stage.happen('A');
    await stage.start({ leaseMs: 30 }, stage.host, slow);
    await eventually('it is being renewed', () => renewals > 0);
    end();
    await eventually('it is done', async () => (await lastDelivery(stage.ledger)).state === 'done');
    goOn();
    await sleep(50);
    expect(stage.lines).toEqual([]);
  });

  it('rests while what a process that is gone had taken waits for an older delivery', async () => {
    const { counted, asked } = counting(stage.ledger);
    const runner = await stage.start({}, stage.host, counted);
    await stage.store({ nextAttemptAt: Date.now() + 3_600_000 });
    await stage.store({ leaseToken: 'of another', leaseUntil: Date.now() - 1 });
    const before = asked();
    runner.wake();
    await sleep(100);
    // Once for each of the five handlers, and for when to look again.
    expect(asked() - before).toBe(6);
  });
});

class OtherEar {
  @OnPaymentSucceeded()
  hear(): void {
    // It is enough that it listens.
  }
}

class BusyEar {
  readonly calls: unknown[] = [];

  @OnPaymentCreated({ name: 'RecordingHandler.created' })
  hear(event: unknown): Promise<void> {
    this.calls.push(event);
    return never();
  }
}
