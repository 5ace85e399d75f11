import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/app.js';
import { createdEvent } from '../../../../test/support/created.event.js';
import { DurableEar } from '../../../../test/support/handlers.js';
import { handlersOf, type Host, publisherOf, startHost } from '../../../../test/support/host.js';
import { ACCOUNT, deliveryRow, eventRow, write } from '../../../../test/support/ledger.rows.js';
import { logInto } from '../../../../test/support/log.js';
import { never } from '../../../../test/support/never.js';
import {
  counting,
  disturbed,
  failing,
  lastDelivery,
} from '../../../../test/support/watched.ledger.js';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { DeliveryOptions } from '../ovgc.options.js';
import { renew, settle, takeDue } from './delivery.ledger.js';
import { DeliveryRunner } from './delivery.runner.js';
import { DeliveryTry } from './delivery.try.js';
import { EventOutbox } from './event.outbox.js';
import { OnPaymentCreated, OnPaymentSucceeded } from './handler.decorators.js';

class Nobody {}

describe('the runner of deliveries', () => {
  const lines: string[] = [];
  const running: DeliveryRunner[] = [];
  let host: Host;
  let ear: DurableEar;
  let ledger: Ledger;

  beforeEach(async () => {
    lines.length = 0;
    ledger = await openSqliteLedger(':memory:');
    host = await startHost(DurableEar);
    ear = host.get(DurableEar);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((runner) => runner.stop()));
    await ledger.close();
    await host.close();
    Logger.overrideLogger(false);
    jest.restoreAllMocks();
  });

  function create(given: Partial<DeliveryOptions> = {}, inside = host, on = ledger) {
    // A host that starts brings a logger of its own.
    Logger.overrideLogger(logInto(lines));
    const options = Object.assign(new DeliveryOptions(), { drainMs: 0, ...given });
    const parts = [ACCOUNT, on, handlersOf(inside, ACCOUNT), publisherOf(inside)] as const;
    const tries = new DeliveryTry(...parts, options, Date.now);
    const runner = new DeliveryRunner(...parts, tries, options, Date.now);
    running.push(runner);
    return runner;
  }

  async function start(...given: Parameters<typeof create>) {
    const runner = create(...given);
    await runner.start();
    return runner;
  }

  function happen(...orders: string[]) {
    const outbox = new EventOutbox(handlersOf(host, ACCOUNT));
    return write(ledger, (trx) => outbox.store(trx, orders.map(createdEvent)));
  }

  /** A delivery that is due in an hour. */
  function laterFor(handler: string, orderUuid: string) {
    return write(ledger, async (trx) => {
      await insertEvents(trx, [eventRow(`of ${orderUuid}`, orderUuid)]);
      const nextAttemptAt = Date.now() + 3_600_000;
      await insertDeliveries(trx, [
        deliveryRow(`of ${orderUuid}`, handler, { orderUuid, nextAttemptAt }),
      ]);
    });
  }

  it('tells a handler by its signal when another process has taken its delivery over', async () => {
    ear.behave = (_event, { attempt, signal }) =>
      attempt > 1 || new Promise((resolve) => signal.addEventListener('abort', resolve));
    await happen('A');
    await start({ leaseMs: 100 });
    await eventually('it runs', () => ear.heard.length === 1);
    // A runner that starts takes everything up again that is leased.
    await start({ leaseMs: 100 });
    await eventually('it runs elsewhere', () => ear.heard.length === 2);
    const aborted = () => ear.heard.map(({ delivery }) => delivery.signal.aborted);
    await eventually('it is told', () => aborted().includes(true), 1000);
    expect(aborted()).toEqual([true, false]);
  });

  it('holds on to a lease for as long as the handler runs', async () => {
    let end = (): void => undefined;
    ear.behave = () => new Promise<void>((resolve) => (end = resolve));
    await happen('A');
    await start({ leaseMs: 300 });
    await eventually('it runs', () => ear.heard.length === 1);
    await sleep(700);
    expect((await lastDelivery(ledger)).leaseUntil).toBeGreaterThan(Date.now());
    expect(ear.heard.map(({ delivery: { signal } }) => signal.aborted)).toEqual([false]);
    end();
  });

  it('calls one handler so many times at once as the options say', async () => {
    ear.behave = never;
    await happen('A', 'B', 'C');
    const runner = await start({ concurrency: 2 });
    await eventually('they run', () => ear.heard.length === 2);
    runner.wake();
    await sleep(50);
    expect(ear.heard).toHaveLength(2);
  });

  it('leaves the ledger alone while all places of its only handler are taken', async () => {
    const { counted, asked } = counting(ledger);
    const only = await startHost(BusyEar);
    await happen('A', 'B');
    const runner = await start({ concurrency: 1 }, only, counted);
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
    const { counted, asked } = counting(ledger);
    ear.behave = ({ payment }, { attempt }) => {
      if (payment.orderUuid === 'FAILS' && attempt === 1) throw new Error('not this time');
    };
    jest.spyOn(Math, 'random').mockReturnValue(0.999);
    await happen('FAILS');
    await laterFor('DurableEar.succeeded', 'LATER');
    await start({ firstRetryMs: 1500 }, host, counted);
    await eventually('it has failed', () => ear.heard.length === 1);
    await sleep(100);
    const before = asked();
    await sleep(150);
    expect(asked() - before).toBeLessThan(3);
    await eventually('it is tried again', () => ear.heard.length === 2, 3000);
  });

  it('that is stopped while it starts takes nothing', async () => {
    await happen('A');
    const runner = create();
    const started = runner.start();
    await runner.stop();
    await started;
    runner.wake();
    await sleep(50);
    expect(ear.heard).toEqual([]);
  });

  it('warns when nobody durable listens to payments that succeed, and only then', async () => {
    await start();
    expect(lines).toEqual([]);
    const empty = await startHost(Nobody);
    await start({}, empty);
    expect(lines).toEqual([
      'no durable handler listens to payments that succeed: put @OnPaymentSucceeded() on the method that fulfils OvgcDeliveries',
    ]);
    await empty.close();
  });

  it('warns of deliveries for a handler that the app no longer has', async () => {
    await happen('A', 'B');
    const other = await startHost({ provide: Nobody, useClass: OtherEar });
    await start({}, other);
    expect(lines).toEqual([
      '2 deliveries wait for DurableEar.created, which the app no longer has: give it that name again OvgcDeliveries',
    ]);
    await other.close();
  });

  it('looks again when the ledger has failed', async () => {
    let isDown = true;
    await happen('A');
    const down = failing(ledger, (operation) => isDown && operation === takeDue);
    await start({}, host, down);
    await eventually('it has failed', () => lines.length > 0);
    expect(lines.join()).toContain(
      'could not look for due deliveries; trying again Error: disk full',
    );
    isDown = false;
    await eventually('it is handled', () => ear.heard.length === 1, 3000);
  });

  it('says so when a lease can’t be renewed, and lets the handler run', async () => {
    ear.behave = never;
    await happen('A');
    await start(
      { leaseMs: 30 },
      host,
      failing(ledger, (operation) => operation === renew),
    );
    await eventually('it has failed', () => lines.length > 0);
    expect(lines.join()).toContain(
      'could not renew the leases of running handlers Error: disk full',
    );
    expect(ear.heard.map(({ delivery }) => delivery.signal.aborted)).toEqual([false]);
  });

  it('lets a call end while its lease is being renewed', async () => {
    let end = (): void => undefined;
    let renewals = 0;
    let goOn = (): void => undefined;
    const wait = new Promise<void>((resolve) => (goOn = resolve));
    const slow = disturbed(ledger, (operation) => {
      if (operation !== renew) return undefined;
      renewals += 1;
      return wait;
    });
    ear.behave = () => new Promise<void>((resolve) => (end = resolve));
    await happen('A');
    await start({ leaseMs: 30 }, host, slow);
    await eventually('it is being renewed', () => renewals > 0);
    end();
    await eventually('it is done', async () => (await lastDelivery(ledger)).state === 'done');
    goOn();
    await sleep(50);
    expect(lines).toEqual([]);
  });

  it('that is stopped gives up to store how a call ended, and does not wait for it', async () => {
    await happen('A');
    const runner = await start(
      { drainMs: 3000 },
      host,
      failing(ledger, (operation) => operation === settle),
    );
    await eventually('it has failed', () => lines.length > 0);
    await runner.stop();
    expect(lines.join()).not.toContain('did not end in time');
  });

  it('stops without a word when nothing runs', async () => {
    const runner = await start();
    await runner.stop();
    expect(lines).toEqual([]);
  });

  it('waits for what runs, takes nothing new, and says what did not end in time', async () => {
    let end = (): void => undefined;
    ear.behave = ({ payment }) =>
      new Promise<void>((resolve) => {
        if (payment.orderUuid === 'A') end = resolve;
      });
    await happen('A', 'B');
    const runner = await start({ drainMs: 200 });
    await eventually('they run', () => ear.heard.length === 2);
    const begun = performance.now();
    const stopped = runner.stop();
    end();
    await happen('C');
    runner.wake();
    await stopped;
    // The time to end, and the time to react to the signal.
    expect(performance.now() - begun).toBeGreaterThan(600);
    expect(ear.heard.map(({ event }) => event.payment.orderUuid)).toEqual(['A', 'B']);
    expect(ear.heard.map(({ delivery }) => delivery.signal.aborted)).toEqual([false, true]);
    expect(lines).toEqual([
      '1 handlers did not end in time; they are called again at the next start OvgcDeliveries',
    ]);
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

  @OnPaymentCreated({ name: 'DurableEar.created' })
  hear(event: unknown): Promise<void> {
    this.calls.push(event);
    return never();
  }
}
