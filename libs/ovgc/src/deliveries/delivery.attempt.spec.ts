import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/app.js';
import { createdEvent } from '../../../../test/support/created.event.js';
import { RecordingHandler, RecordingListener } from '../../../../test/support/handlers.js';
import { handlersOf, type Host, publisherOf, startHost } from '../../../../test/support/host.js';
import { ACCOUNT, write } from '../../../../test/support/ledger.rows.js';
import { logInto } from '../../../../test/support/log.js';
import { never } from '../../../../test/support/never.js';
import { answering, failing, lastDelivery } from '../../../../test/support/watched.ledger.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { DeliveryOptions } from '../ovgc.options.js';
import { type LeasedDelivery, takeDue } from './delivery.operations.js';
import { DeliveryTry, type TryEnd } from './delivery.attempt.js';
import { storeEvents } from '../transitions/event.outbox.js';

const HANDLER = 'RecordingHandler.created';
const NAME = `${HANDLER} on default/invoice_A/ovgc.payment.created`;
const HANDLED: TryEnd = { kind: 'handled' };
const FAILED: TryEnd = { kind: 'failed', error: new Error('no paper') };
const going = () => false;

describe('one try of a delivery', () => {
  const lines: string[] = [];
  let host: Host;
  let recorder: RecordingHandler;
  let ledger: Ledger;
  let now: number;

  beforeAll(async () => {
    host = await startHost(RecordingHandler, RecordingListener);
    recorder = host.get(RecordingHandler);
  });
  beforeEach(async () => {
    Logger.overrideLogger(logInto(lines));
    lines.length = 0;
    recorder.heard.length = 0;
    recorder.behave = () => undefined;
    host.get(RecordingListener).failed.length = 0;
    ledger = await openSqliteLedger(':memory:');
    const handlers = handlersOf(host, ACCOUNT).byType();
    const context = { account: { name: ACCOUNT, currency: null }, now: Date.now(), handlers };
    await write(ledger, (trx) => storeEvents(trx, [createdEvent('A')], context));
    now = Date.now();
  });
  afterEach(() => ledger.close());
  afterAll(async () => {
    Logger.overrideLogger(false);
    await host.close();
  });

  function tries(given: Partial<DeliveryOptions> = {}, on = ledger): DeliveryTry {
    const options = Object.assign(new DeliveryOptions(), given);
    const parts = [ACCOUNT, on, handlersOf(host, ACCOUNT), publisherOf(host)] as const;
    return new DeliveryTry(...parts, options, () => now);
  }

  async function take(): Promise<LeasedDelivery> {
    const search = {
      account: ACCOUNT,
      handler: HANDLER,
      excluding: [],
      now,
      leaseMs: 10,
      limit: 1,
    };
    const [delivery] = await ledger.commit(takeDue, search);
    if (!delivery) throw new Error('nothing is due');
    return delivery;
  }

  const stored = () => lastDelivery(ledger);

  describe('calls the handler', () => {
    it('with the event, a key that is always the same, the attempt and a signal', async () => {
      const abort = new AbortController();
      const delivery = await take();
      expect(await tries().run(delivery, abort)).toEqual(HANDLED);
      expect(recorder.heard).toMatchObject([
        {
          type: 'created',
          event: { payment: { orderUuid: 'A', status: 'Pending' } },
          delivery: {
            idempotencyKey: `default/invoice_A/ovgc.payment.created/${HANDLER}`,
            attempt: 1,
          },
        },
      ]);
      expect(recorder.heard[0]?.delivery.signal).toBe(abort.signal);
      expect(abort.signal.aborted).toBe(false);
    });

    it('and has failed with what that one throws', async () => {
      const error = new Error('no paper');
      recorder.behave = () => Promise.reject(error);
      expect(await tries().run(await take(), new AbortController())).toEqual({
        kind: 'failed',
        error,
      });
    });

    it('and has failed when it takes too long, which the signal says', async () => {
      recorder.behave = never;
      const abort = new AbortController();
      expect(await tries({ timeoutMs: 20 }).run(await take(), abort)).toEqual({
        kind: 'failed',
        error: new Error('it did not end within 20 ms'),
      });
      expect(abort.signal.aborted).toBe(true);
    });

    it('and leaves one alone that ended in time', async () => {
      const abort = new AbortController();
      await tries({ timeoutMs: 20 }).run(await take(), abort);
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(abort.signal.aborted).toBe(false);
    });

    it.each([{ handler: 'Gone.handler' }, { name: 'ovgc.payment.expired' }])(
      'and gives up at once when the app has none for it any more (%j)',
      async (gone) => {
        const delivery = { ...(await take()), ...gone };
        const end = await tries().run(delivery, new AbortController());
        const { handler, name } = delivery;
        expect(end).toEqual({
          kind: 'hopeless',
          error: new Error(`the app has no handler ${handler} for ${name} any more`),
        });
        await tries().settle(delivery, end, going);
        expect(await stored()).toMatchObject({ state: 'failed', finishedAt: now });
        expect(lines[0]).toContain('was given up (try 1); mend it, then replay delivery');
      },
    );
  });

  describe('is written down', () => {
    it('as done when it worked, without a word', async () => {
      await tries().settle(await take(), HANDLED, going);
      expect(await stored()).toMatchObject({ state: 'done', finishedAt: now, lastError: null });
      expect(lines).toEqual([]);
    });

    it('as to be done again when it failed, and in how long is said', async () => {
      const delivery = await take();
      await tries({ initialDelayMs: 500 }).settle(delivery, FAILED, going);
      const after = await stored();
      expect(after).toMatchObject({ state: 'pending', lastError: 'no paper' });
      const wait = (after.nextAttemptAt ?? NaN) - now;
      expect(lines).toEqual([
        `${NAME} failed (try 1), again in ${wait} ms: no paper OvgcDeliveries`,
      ]);
    });

    it('as given up when it has failed for long enough, and everybody is told', async () => {
      const { failed } = host.get(RecordingListener);
      const delivery = await take();
      await tries({ maxRetryDurationMs: 0 }).settle(delivery, FAILED, going);
      expect(await stored()).toMatchObject({ state: 'failed', lastError: 'no paper' });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`${NAME} was given up (try 1); mend it, then replay delivery`);
      expect(lines[0]).toContain(`replay delivery ${delivery.id} Error: no paper`);
      await eventually('it is told', () => failed.length === 1);
      expect(failed).toMatchObject([
        {
          account: ACCOUNT,
          deliveryId: String(delivery.id),
          handler: HANDLER,
          event: { payment: { orderUuid: 'A' } },
          attempts: 1,
          error: 'no paper',
        },
      ]);
    });

    it.each([HANDLED, FAILED])(
      'as nothing (%j) when somebody else has taken it over',
      async (end) => {
        const delivery = await take();
        now += 10;
        const other = await take();
        await tries().settle(delivery, end, going);
        expect(await stored()).toMatchObject({ state: 'pending', leaseToken: other.leaseToken });
        expect(lines).toEqual([`${NAME} took so long that it was started again OvgcDeliveries`]);
      },
    );
  });

  describe('that a ledger fails to store', () => {
    /** The ledger, but that it fails so many times first. */
    function failingFirst(times: number): Ledger {
      let left = times;
      return failing(ledger, () => left-- > 0);
    }

    it('is stored a little later, and not done again', async () => {
      const delivery = await take();
      const begun = performance.now();
      await tries({}, failingFirst(1)).settle(delivery, HANDLED, going);
      expect(performance.now() - begun).toBeGreaterThan(900);
      expect(await stored()).toMatchObject({ state: 'done' });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`could not store how ${NAME} ended Error: disk full`);
    });

    it('is told of when it was stored all the same, and only the answer got lost', async () => {
      const { failed } = host.get(RecordingListener);
      const delivery = await take();
      let isFirst = true;
      const lost = answering(ledger, () => {
        if (isFirst) throw new Error('disk full');
      });
      const settling = tries({ maxRetryDurationMs: 0 }, lost).settle(delivery, FAILED, going);
      await eventually('it is stored', async () => (await stored()).state === 'failed');
      isFirst = false;
      await settling;
      expect(lines[1]).toContain(`${NAME} was given up (try 1)`);
      await eventually('it is told', () => failed.length === 1);
    });

    it.each([HANDLED, FAILED])(
      'is left open (%j) when the app stops, and nobody is told what did not happen',
      async (end) => {
        const delivery = await take();
        const full = failingFirst(Infinity);
        await tries({ maxRetryDurationMs: 0 }, full).settle(delivery, end, () => true);
        expect(await stored()).toMatchObject({ state: 'pending', leaseToken: delivery.leaseToken });
        expect(lines).toHaveLength(1);
        expect(lines[0]).toContain(`could not store how ${NAME} ended`);
        expect(host.get(RecordingListener).failed).toEqual([]);
      },
    );
  });
});
