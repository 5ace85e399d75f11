import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/app.js';
import { plainClock } from '../../../../test/support/clock.js';
import { createdEvent } from '../../../../test/support/created.event.js';
import { RecordingHandler, RecordingListener } from '../../../../test/support/handlers.js';
import { handlersOf, type Host, publisherOf, startHost } from '../../../../test/support/host.js';
import { newestDelivery } from '../../../../test/support/ledger.deliveries.js';
import { ACCOUNT, write } from '../../../../test/support/ledger.rows.js';
import { logInto } from '../../../../test/support/log.js';
import { never } from '../../../../test/support/never.js';
import { type PaymentUnitOfWork, unitOfWorkOn } from '../../../../test/support/unit-of-work.js';
import { failing, losingAnswers } from '../../../../test/support/watched.unit-of-work.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import { DeliveryOptions } from '../ovgc.options.js';
import { type AttemptResult, DeliveryAttempt } from './delivery.attempt.js';
import { type ClaimedDelivery, claimDue } from './delivery.operations.js';
import { storeEvents } from '../transitions/event.outbox.js';
import { unredacted } from '../../../../test/support/unredacted.js';

const HANDLER = 'RecordingHandler.created';
const NAME = `${HANDLER} for default/invoice_A/ovgc.payment.created`;
const SUCCEEDED: AttemptResult = { kind: 'succeeded' };
const FAILED: AttemptResult = { kind: 'failed', error: new Error('no paper') };
const running = new AbortController().signal;

describe('an attempt of a delivery', () => {
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
    recorder.received.length = 0;
    recorder.behave = () => undefined;
    host.get(RecordingListener).deadLettered.length = 0;
    ledger = await openSqliteLedger(':memory:');
    const handlers = handlersOf(host, ACCOUNT).byType();
    const context = { account: { name: ACCOUNT, currency: null }, ...plainClock()(), handlers };
    await write(ledger, (trx) => storeEvents(trx, [createdEvent('A')], context));
    now = Date.now();
  });
  afterEach(() => ledger.close());
  afterAll(async () => {
    Logger.overrideLogger(false);
    await host.close();
  });

  const unitOfWork = () => unitOfWorkOn(ledger, () => now);

  function attemptOf(
    delivery: ClaimedDelivery,
    given: Partial<DeliveryOptions> = {},
    on: PaymentUnitOfWork = unitOfWork(),
  ): DeliveryAttempt {
    const context = {
      account: ACCOUNT,
      ledger,
      unitOfWork: on,
      handlers: handlersOf(host, ACCOUNT),
      publisher: publisherOf(host),
      logger: new ThrottledLogger('OvgcDeliveries'),
      options: Object.assign(new DeliveryOptions(), given),
      redact: unredacted,
      now: () => now,
    };
    return new DeliveryAttempt(context, delivery);
  }

  async function claim(): Promise<ClaimedDelivery> {
    const search = { handler: HANDLER, excluding: [], leaseMs: 10, limit: 1 };
    const [delivery] = await unitOfWork().run(claimDue, search);
    if (!delivery) throw new Error('nothing is due');
    return delivery;
  }

  const stored = () => newestDelivery(ledger);

  describe('that calls the handler', () => {
    const signal = () => recorder.received[0]?.delivery.signal;

    it('passes it the event, an idempotency key, the number of the attempt and a signal', async () => {
      expect(await attemptOf(await claim()).call()).toEqual(SUCCEEDED);
      expect(recorder.received).toMatchObject([
        {
          type: 'created',
          event: { payment: { orderUuid: 'A', status: 'Pending' } },
          delivery: {
            idempotencyKey: `default/invoice_A/ovgc.payment.created/${HANDLER}`,
            attempt: 1,
          },
        },
      ]);
      expect(signal()?.aborted).toBe(false);
    });

    it('aborts the handler’s signal when it is aborted', async () => {
      recorder.behave = never;
      const attempt = attemptOf(await claim());
      void attempt.call();
      attempt.abort();
      expect(signal()?.aborted).toBe(true);
    });

    it('has failed with the error that the handler throws', async () => {
      const error = new Error('no paper');
      recorder.behave = () => Promise.reject(error);
      expect(await attemptOf(await claim()).call()).toEqual({ kind: 'failed', error });
    });

    it('has failed when the handler takes too long, and aborts its signal', async () => {
      recorder.behave = never;
      expect(await attemptOf(await claim(), { timeoutMs: 20 }).call()).toEqual({
        kind: 'failed',
        error: new Error('the handler did not finish within 20 ms'),
      });
      expect(signal()?.aborted).toBe(true);
    });

    it('doesn’t abort the signal of a handler that finished in time', async () => {
      await attemptOf(await claim(), { timeoutMs: 20 }).call();
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(signal()?.aborted).toBe(false);
    });

    it.each([{ handler: 'Gone.handler' }, { name: 'ovgc.payment.expired' }])(
      'is dead-lettered at once when the app no longer has that handler (%j)',
      async (gone) => {
        const delivery = { ...(await claim()), ...gone };
        const attempt = attemptOf(delivery);
        const result = await attempt.call();
        const { handler, name } = delivery;
        expect(result).toEqual({
          kind: 'not_found',
          error: new Error(`the app no longer has a handler ${handler} for ${name}`),
        });
        await attempt.end(result, running);
        expect(await stored()).toMatchObject({ state: 'dead_lettered', finishedAt: now });
        expect(lines[0]).toContain('was dead-lettered after attempt 1; fix the handler');
      },
    );
  });

  describe('that has ended', () => {
    it('completes its delivery when the handler succeeded, and logs nothing', async () => {
      await attemptOf(await claim()).end(SUCCEEDED, running);
      expect(await stored()).toMatchObject({
        state: 'completed',
        finishedAt: now,
        lastError: null,
      });
      expect(lines).toEqual([]);
    });

    it('is retried when the handler failed, and logs the delay', async () => {
      await attemptOf(await claim(), { initialDelayMs: 500 }).end(FAILED, running);
      const after = await stored();
      expect(after).toMatchObject({ state: 'pending', lastError: 'no paper' });
      const delay = (after.nextAttemptAt ?? NaN) - now;
      expect(lines).toEqual([
        `${NAME} failed (attempt 1), next attempt in ${delay} ms: no paper OvgcDeliveries`,
      ]);
    });

    it('is dead-lettered after maxRetryDurationMs, logged and published', async () => {
      const { deadLettered } = host.get(RecordingListener);
      const delivery = await claim();
      await attemptOf(delivery, { maxRetryDurationMs: 0 }).end(FAILED, running);
      expect(await stored()).toMatchObject({ state: 'dead_lettered', lastError: 'no paper' });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`${NAME} was dead-lettered after attempt 1; fix the handler`);
      expect(lines[0]).toContain(`replay delivery ${delivery.id} Error: no paper`);
      await eventually('it is published', () => deadLettered.length === 1);
      expect(deadLettered).toMatchObject([
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

    it.each([SUCCEEDED, FAILED])(
      'changes nothing (%j) when another claim has taken over its delivery',
      async (result) => {
        const delivery = await claim();
        now += 10;
        const other = await claim();
        await attemptOf(delivery).end(result, running);
        expect(await stored()).toMatchObject({ state: 'pending', leaseToken: other.leaseToken });
        expect(lines).toEqual([`${NAME} lost its lease and was started again OvgcDeliveries`]);
      },
    );
  });

  describe('whose end the ledger fails to store', () => {
    function failingFirst(times: number): PaymentUnitOfWork {
      let left = times;
      return failing(unitOfWork(), () => left-- > 0);
    }

    it('stores it a little later, without calling the handler again', async () => {
      const attempt = attemptOf(await claim(), {}, failingFirst(1));
      const begun = performance.now();
      await attempt.end(SUCCEEDED, running);
      expect(performance.now() - begun).toBeGreaterThan(900);
      expect(await stored()).toMatchObject({ state: 'completed' });
      expect(recorder.received).toEqual([]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`could not store how ${NAME} ended Error: disk full`);
    });

    it('is reported when it was stored after all and only the answer was lost', async () => {
      const { deadLettered } = host.get(RecordingListener);
      let isFirst = true;
      const losing = losingAnswers(unitOfWork(), () => {
        if (isFirst) throw new Error('disk full');
      });
      const attempt = attemptOf(await claim(), { maxRetryDurationMs: 0 }, losing);
      const ending = attempt.end(FAILED, running);
      await eventually('it is stored', async () => (await stored()).state === 'dead_lettered');
      isFirst = false;
      await ending;
      expect(lines[1]).toContain(`${NAME} was dead-lettered after attempt 1`);
      await eventually('it is published', () => deadLettered.length === 1);
    });

    it.each([SUCCEEDED, FAILED])(
      'stays pending (%j) when the app stops, and publishes nothing',
      async (result) => {
        const delivery = await claim();
        const full = failingFirst(Infinity);
        await attemptOf(delivery, { maxRetryDurationMs: 0 }, full).end(result, AbortSignal.abort());
        expect(await stored()).toMatchObject({ state: 'pending', leaseToken: delivery.leaseToken });
        expect(lines).toHaveLength(1);
        expect(lines[0]).toContain(`could not store how ${NAME} ended`);
        expect(host.get(RecordingListener).deadLettered).toEqual([]);
      },
    );
  });
});
